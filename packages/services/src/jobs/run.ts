import { AppError, type ErrorCode } from "@steward/contracts";
import type { Database, TenantDb } from "@steward/db";
import { auditEvent, customRole, eventReceipt, member, tenant } from "@steward/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import {
  type EventHandler,
  idOfText,
  type JobHandler,
  type JobRun,
  jobEnvelope,
  type Membership,
  membershipOf,
  type PlatformScheduleHandler,
  type StoredEvent,
  type TenantInfo,
  type TenantScheduleHandler,
  tenantJobEnvelope,
} from "../kernel/index.ts";

/** What the queue knows of a try. */
export type JobAttempt = Pick<JobRun, "jobId" | "attempt" | "lastAttempt" | "signal">;

/**
 * Does one try at a job: restores its organisation and person as they are now, and calls the handler.
 * Throws what the handler throws; NOT_FOUND or FORBIDDEN when the person may no longer act there, unless the job is one
 * that is then dropped.
 *
 * @returns what work for the whole installation says it has done
 */
export async function runJob(
  database: Database,
  handler: JobHandler,
  stored: unknown,
  attempt: JobAttempt,
): Promise<object | undefined> {
  if (handler.kind === "platformSchedule") return runForPlatform(handler, jobEnvelope.parse(stored), attempt);
  const envelope = tenantJobEnvelope.parse(stored);
  if (handler.kind === "task") await runTask(database, handler, envelope, attempt);
  // Nobody waits for the others: one that was cancelled is simply not done.
  else if (!envelope.cancelled && handler.kind === "event") await consumeEvent(database, handler, envelope);
  else if (!envelope.cancelled && handler.kind === "tenantSchedule") {
    await runForTenant(database, handler, envelope, attempt);
  }
  return undefined;
}

async function runTask(
  database: Database,
  handler: Extract<JobHandler, { kind: "task" }>,
  envelope: Envelope,
  attempt: JobAttempt,
): Promise<void> {
  const { tenantId, requestId, payload } = envelope;
  const found = restoreMembership(database, envelope);
  const membership = await (handler.job.options.onceGone === "drop" ? found.catch(nobody) : found);
  if (!membership) return;
  const scope = { ...membership, requestId, source: sourceOf(handler), cause: envelope.cause ?? undefined };
  const transaction: JobRun["transaction"] = (work) =>
    database.withTenant(tenantId, async (db) => {
      const result = await work({ ...scope, db });
      // Somebody else has the job by now, or it was cancelled: nothing of this try is to stay.
      attempt.signal.throwIfAborted();
      return result;
    });
  const run: JobRun = {
    ...attempt,
    ...scope,
    transaction,
    once: (work) =>
      transaction(async (ctx) => {
        const first = await takeReceipt(ctx.db, handler.job.name, attempt.jobId);
        if (first) await work(ctx);
        return first;
      }),
    progress: (done, total) =>
      transaction(async ({ db }) => {
        await db.execute(sql`select note_job_progress(${attempt.jobId}::uuid, ${done}, ${total})`);
      }),
  };
  await (envelope.cancelled ? handler.cancel(run, payload) : handler.run(run, payload));
}

/**
 * Does a consumer's work for one event, once: its receipt is taken first and committed with the work. Two tries at the
 * same time are one after the other, and the second finds the receipt.
 */
async function consumeEvent(database: Database, handler: EventHandler, envelope: Envelope): Promise<void> {
  const { tenantId, requestId } = envelope;
  const { eventId } = handler.job.payload.parse(envelope.payload);
  const [tenantRow, event, membership] = await Promise.all([
    findTenant(database, tenantId),
    findEvent(database, tenantId, eventId),
    // Who did it may have left since; it happened all the same.
    restoreMembership(database, envelope).catch(nobody),
  ]);
  // With the organisation goes its record, and what was to be done about it.
  if (!tenantRow || !event) return;
  await database.withTenant(tenantId, async (db) => {
    if (!(await takeReceipt(db, handler.job.name, eventId))) return;
    const cause = { id: event.id, depth: event.depth };
    const scope = { requestId, source: sourceOf(handler), cause };
    await handler.handle({ ...scope, db, tenant: tenantRow, actor: membership?.actor ?? null }, event);
  });
}

/** Does work by the clock for one organisation, once: as with events, its receipt is committed with it. */
async function runForTenant(
  database: Database,
  handler: TenantScheduleHandler,
  { tenantId, requestId, payload }: Envelope,
  { jobId, signal }: JobAttempt,
): Promise<void> {
  const { dueAt } = handler.job.payload.parse(payload);
  const tenantRow = await findTenant(database, tenantId);
  if (!tenantRow) return;
  await database.withTenant(tenantId, async (db) => {
    if (!(await takeReceipt(db, handler.job.name, jobId))) return;
    const scope = { requestId, source: sourceOf(handler), cause: undefined };
    await handler.handle({ ...scope, db, tenant: tenantRow, actor: null }, new Date(dueAt));
    signal.throwIfAborted();
  });
}

async function runForPlatform(
  handler: PlatformScheduleHandler,
  { requestId, payload, cancelled }: z.output<typeof jobEnvelope>,
  { signal }: JobAttempt,
): Promise<object | undefined> {
  if (cancelled) return undefined;
  const { dueAt } = handler.job.payload.parse(payload);
  return handler.run({ dueAt: new Date(dueAt), requestId, signal });
}

/** Notes that something is done for an event or a job, in the transaction that does it. False where it was done before. */
async function takeReceipt(db: TenantDb, consumer: string, eventId: string): Promise<boolean> {
  const { rowCount } = await db
    .insert(eventReceipt)
    .values({ id: idOfText(`${consumer} ${eventId}`), eventId, consumer })
    .onConflictDoNothing();
  return rowCount === 1;
}

type Envelope = z.output<typeof tenantJobEnvelope>;

const sourceOf = ({ job }: JobHandler) => ({ procedure: job.name, clientAddress: null, userAgent: null });

function nobody(error: unknown): null {
  if (error instanceof AppError && (error.code === "NOT_FOUND" || error.code === "FORBIDDEN")) return null;
  throw error;
}

async function findTenant(database: Database, tenantId: string): Promise<TenantInfo | undefined> {
  const { id, slug, name, currency, locale, timeZone, country } = tenant;
  const [row] = await database
    .read(tenantId)
    .select({ id, slug, name, currency, locale, timeZone, country })
    .from(tenant)
    .where(eq(tenant.id, tenantId));
  return row;
}

async function findEvent(database: Database, tenantId: string, eventId: string): Promise<StoredEvent | undefined> {
  const { id, depth, name, address, entityId, payload, createdAt } = auditEvent;
  const [row] = await database
    .read(tenantId)
    .select({ id, depth, name, address, entityId, payload, createdAt })
    .from(auditEvent)
    .where(eq(auditEvent.id, eventId));
  return row;
}

async function restoreMembership(
  database: Database,
  { tenantId, memberId, impersonator = null }: Pick<Envelope, "tenantId" | "memberId" | "impersonator">,
): Promise<Membership> {
  if (memberId === null) throw new AppError("NOT_FOUND", "job_actor_unknown");
  const [row] = await database
    .read(tenantId)
    .select({ tenant, member, customRole })
    .from(member)
    .innerJoin(tenant, eq(tenant.id, member.tenantId))
    .leftJoin(customRole, and(eq(customRole.tenantId, member.tenantId), eq(customRole.id, member.customRoleId)))
    .where(eq(member.id, memberId));
  if (!row) throw new AppError("NOT_FOUND", "job_actor_unknown");
  // Nobody is signed in: who asked was, and had what factors and scopes it took.
  return membershipOf(row, { scopes: null, secondFactor: null, impersonator });
}

const worthAnotherTry: ReadonlySet<ErrorCode> = new Set(["UNAVAILABLE", "RATE_LIMITED", "INTERNAL"]);

/** Whether the same job may succeed later: a rule that refused will refuse again, a database that was away may be back. */
export function isWorthRetrying(error: unknown): boolean {
  if (error instanceof z.ZodError) return false;
  return !(error instanceof AppError) || worthAnotherTry.has(error.code);
}
