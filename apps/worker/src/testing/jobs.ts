import { setTimeout as delay } from "node:timers/promises";
import {
  AppError,
  defineConsumer,
  defineEvent,
  defineJob,
  defineSchedule,
  type JobDefinition,
} from "@steward/contracts";
import { emit, enqueue, handleEvent, handleJob, handleTenantSchedule, type JobRun } from "@steward/services/kernel";
import { sql } from "drizzle-orm";
import { z } from "zod";

const payload = z.object({ entityId: z.uuid() });

/** What a test job leaves behind in the organisation's own audit trail, where the test reads it. */
const progress = z.object({ pid: z.number(), attempt: z.number() });
export const started = defineEvent("test.job.started", progress);
export const finished = defineEvent("test.job.finished", progress);

const note = (run: JobRun, event: typeof started | typeof finished, entityId: string) =>
  run.transaction((ctx) => emit(ctx, event, entityId, { pid: process.pid, attempt: run.attempt }));

export const quick = defineJob("test.quick", payload, { retryDelaySeconds: 1 });
/** Fails at its first try as if the database had been away. */
export const flaky = defineJob("test.flaky", payload, { retryDelaySeconds: 1 });
/** A rule refuses it. */
export const refused = defineJob("test.refused", payload);
/** Is not finished while somebody holds this lock. */
export const steadyLock = 1;
export const steady = defineJob("test.steady", payload);
/** Never ends at its first try unless it is told to; at its second it does so at once. */
export const stuck = defineJob("test.stuck", payload, { retryDelaySeconds: 1 });

/** Leaves its mark once and asks for the next step in the same transaction, until there have been three. */
export const step = defineJob("test.step", z.object({ entityId: z.uuid(), step: z.number() }), {
  retryDelaySeconds: 1,
});
export const stepped = defineEvent("test.step.done", z.object({ step: z.number() }));
const lastStep = 3;

/** Notes each event of a kind about the same record, once. */
export const noted = defineEvent("test.note.made", z.object({ of: z.string() }));
export const noter = defineConsumer("test.noter", ["test.fact.*"]);
/** Answers every echo with another: the longest chain there can be. */
export const echoed = defineEvent("test.echo.heard", z.object({ depth: z.number() }));
export const echoer = defineConsumer("test.echoer", ["test.echo.heard"]);

/** Marks each second of each organisation. */
export const ticked = defineEvent("test.tick.marked", z.object({ dueAt: z.string() }));
export const ticker = defineSchedule("test.ticker", { description: "Ticks", cron: "* * * * * *", per: "tenant" });

export const testConsumers = [noter, echoer];
export const testSchedules = [ticker];
/** Those that somebody asks for. */
export const askedJobs = [quick, flaky, refused, steady, stuck];
export const testJobs: readonly JobDefinition[] = [
  ...askedJobs,
  step,
  ...[...testConsumers, ...testSchedules].map(({ job }) => job),
];

const firstTryMs = 120_000;

export const testHandlers = [
  handleJob(step, async (run, { entityId, step: number }) => {
    await run.once(async (ctx) => {
      await emit(ctx, stepped, entityId, { step: number });
      if (number < lastStep) await enqueue(ctx, step, { entityId, step: number + 1 });
    });
  }),
  handleEvent(noter, (ctx, event) => emit(ctx, noted, event.entityId, { of: event.name })),
  handleEvent(echoer, (ctx, event) => emit(ctx, echoed, event.entityId, { depth: event.depth + 1 })),
  handleTenantSchedule(ticker, (ctx, dueAt) => emit(ctx, ticked, ctx.tenant.id, { dueAt: dueAt.toISOString() })),
  handleJob(quick, async (run, { entityId }) => note(run, finished, entityId)),
  handleJob(flaky, async (run, { entityId }) => {
    await note(run, started, entityId);
    if (run.attempt === 1) throw new AppError("UNAVAILABLE", "database_unavailable");
    await note(run, finished, entityId);
  }),
  handleJob(refused, async () => {
    throw new AppError("PRECONDITION", "test.never");
  }),
  handleJob(steady, async (run, { entityId }) => {
    await note(run, started, entityId);
    await run.transaction(({ db }) => db.execute(sql`select pg_advisory_xact_lock(${steadyLock})`));
    await note(run, finished, entityId);
  }),
  handleJob(stuck, async (run, { entityId }) => {
    await note(run, started, entityId);
    await run.progress(1, 2);
    if (run.attempt === 1) await delay(firstTryMs, undefined, { ref: false });
    await note(run, finished, entityId);
  }),
];
