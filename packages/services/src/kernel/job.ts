import type { JobDefinition } from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Actor, RequestSource, ServiceContext, TenantInfo } from "./context.ts";

/** What is stored of a job: whose it is, who asked for it in which request, and what for. */
export const jobEnvelope = z.object({
  tenantId: z.uuid(),
  memberId: z.uuid(),
  /** The operator who asked in the member's name. */
  impersonator: z.string().nullish(),
  requestId: z.string(),
  payload: z.unknown(),
});

export interface EnqueueOptions {
  /** Not before this instant. */
  startAfter?: Date;
}

/**
 * Asks for a job in the caller's own transaction: it exists if and only if the transaction commits. The database
 * takes the tenant from the transaction, so nobody can ask for a job in another organisation's name.
 *
 * @returns the job's id
 */
export async function enqueue<Name extends string, Payload extends z.ZodType>(
  ctx: ServiceContext,
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
          ${startAfter?.toISOString() ?? null}::timestamptz, ${impersonator})`,
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
}

/** Connects a job to the service that does it. */
export interface JobHandler {
  readonly job: JobDefinition;
  run(run: JobRun, payload: unknown): Promise<void>;
}

/** `handleJob(importRun, (run, payload) => run.transaction((ctx) => runImport(ctx, payload)))`. Throwing fails the try. */
export function handleJob<Name extends string, Payload extends z.ZodType>(
  job: JobDefinition<Name, Payload>,
  work: (run: JobRun, payload: z.output<Payload>) => Promise<void>,
): JobHandler {
  return { job, run: async (run, payload) => work(run, job.payload.parse(payload)) };
}
