import type { ConsumerDefinition, JobDefinition } from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Actor, EventCause, RequestSource, ServiceContext, TenantInfo } from "./context.ts";
import type { EmitContext } from "./emit.ts";
import type { PlatformScheduleHandler, TenantScheduleHandler } from "./schedule.ts";

/** What is stored of a job: whose it is, who asked for it in which request, and what for. */
export const jobEnvelope = z.object({
  /** Null for work of the whole installation. */
  tenantId: z.uuid().nullable(),
  /** Null for work by the clock, and for a consumer's job after something that no member did. */
  memberId: z.uuid().nullable(),
  /** The operator who asked in the member's name. */
  impersonator: z.string().nullish(),
  requestId: z.string(),
  payload: z.unknown(),
  /** The event that led to it. */
  cause: z.object({ id: z.uuid(), depth: z.number().int() }).nullish(),
  /** An operator has asked for it to be ended instead of done. */
  cancelled: z.boolean().optional(),
});

/** A job of one organisation. */
export const tenantJobEnvelope = jobEnvelope.extend({ tenantId: z.uuid() });

export interface EnqueueOptions {
  /** Not before this instant. */
  startAfter?: Date;
}

/** What a job is asked for with: in whose name, in which request. */
export interface AskingContext extends Pick<ServiceContext, "db" | "requestId" | "cause"> {
  readonly actor: Pick<Actor, "memberId" | "impersonator">;
}

/**
 * Asks for a job in the caller's own transaction: it exists if and only if the transaction commits. The database
 * takes the tenant from the transaction, so nobody can ask for a job in another organisation's name.
 *
 * @returns the job's id
 */
export async function enqueue<Name extends string, Payload extends z.ZodType>(
  ctx: AskingContext,
  job: JobDefinition<Name, Payload>,
  payload: z.input<Payload>,
  { startAfter }: EnqueueOptions = {},
): Promise<string> {
  const id = uuidv7();
  const json = JSON.stringify(payload);
  // The worker reads what JSON made of it, so that is what must be valid: here, where the caller still learns of it.
  job.payload.parse(JSON.parse(json));
  const { memberId, impersonator } = ctx.actor;
  await ctx.db.execute(
    sql`select enqueue_job(${id}::uuid, ${job.name}, ${json}::jsonb, ${memberId}::uuid, ${ctx.requestId},
          ${startAfter?.toISOString() ?? null}::timestamptz, ${impersonator},
          ${ctx.cause ? JSON.stringify(ctx.cause) : null}::jsonb)`,
  );
  return id;
}

/** One try at a job, with the organisation and the person it was asked for by, as they are now. */
export interface JobRun {
  readonly jobId: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Whether the job is given up if this try fails. */
  readonly lastAttempt: boolean;
  readonly tenant: TenantInfo;
  readonly actor: Actor;
  readonly requestId: string;
  readonly source: RequestSource;
  /** Aborted when the try takes too long or the process has to stop: end soon, the job will run again. */
  readonly signal: AbortSignal;
  /**
   * Calls a service in a transaction of its own, committed when `work` resolves. A job of one transaction is all or
   * nothing; one that reports progress does that in further transactions.
   */
  transaction<T>(work: (ctx: ServiceContext) => Promise<T>): Promise<T>;
  /**
   * As `transaction`, once for the job however often it is tried: a try that died after its commit is not done again.
   * False where that is so.
   */
  once(work: (ctx: ServiceContext) => Promise<void>): Promise<boolean>;
  /** Says how much of the job is done, for whoever looks at it; at once, whatever becomes of its transactions. */
  progress(done: number, total: number): Promise<void>;
}

/** An event as it stands in the record. The payload is without secrets and personal data. */
export interface StoredEvent extends EventCause {
  /** `crm.account.created` */
  readonly name: string;
  /** `crm.account` */
  readonly address: string;
  readonly entityId: string;
  readonly payload: unknown;
  readonly createdAt: Date;
}

/** What a consumer's work gets: the organisation, and who did what happened, unless they may no longer act there. */
export interface EventContext extends EmitContext {
  readonly tenant: TenantInfo;
  readonly actor: Actor | null;
}

/** Connects a job to the service that does it. */
export type JobHandler = TaskHandler | EventHandler | TenantScheduleHandler | PlatformScheduleHandler;

interface TaskHandler {
  readonly kind: "task";
  readonly job: JobDefinition;
  run(run: JobRun, payload: unknown): Promise<void>;
  /** Leaves things as they are to be where the job was cancelled. */
  cancel(run: JobRun, payload: unknown): Promise<void>;
}

export interface EventHandler {
  readonly kind: "event";
  readonly job: ConsumerDefinition["job"];
  handle(ctx: EventContext, event: StoredEvent): Promise<void>;
}

/**
 * `handleJob(importRun, (run, payload) => run.transaction((ctx) => runImport(ctx, payload)))`. Throwing fails the try.
 *
 * @param cancel for a job that somebody waits for: says that it will not be done
 */
export function handleJob<Name extends string, Payload extends z.ZodType>(
  job: JobDefinition<Name, Payload>,
  work: (run: JobRun, payload: z.output<Payload>) => Promise<void>,
  cancel: (run: JobRun, payload: z.output<Payload>) => Promise<void> = async () => {},
): JobHandler {
  return {
    kind: "task",
    job,
    run: async (run, payload) => work(run, job.payload.parse(payload)),
    cancel: async (run, payload) => cancel(run, job.payload.parse(payload)),
  };
}

/**
 * Connects a consumer of events to the service that does its work, in one transaction that also notes that it is done:
 * an event that is handed over twice has its effect once. So there is no network in it either: what is to be asked of
 * somebody else is a job of its own.
 */
export function handleEvent(
  { job }: Pick<ConsumerDefinition, "job">,
  handle: (ctx: EventContext, event: StoredEvent) => Promise<void>,
): JobHandler {
  return { kind: "event", job, handle };
}
