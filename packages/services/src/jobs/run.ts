import { AppError, type ErrorCode } from "@steward/contracts";
import type { Database } from "@steward/db";
import { customRole, member, tenant } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { type JobHandler, type JobRun, jobEnvelope, type Membership, membershipOf } from "../kernel/index.ts";

/** What the queue knows of a try. */
export type JobAttempt = Pick<JobRun, "jobId" | "attempt" | "lastAttempt" | "signal">;

/**
 * Does one try at a job: restores its organisation and person as they are now, and calls the handler.
 * Throws what the handler throws; NOT_FOUND or FORBIDDEN when the person may no longer act there.
 */
export async function runJob(
  database: Database,
  handler: JobHandler,
  stored: unknown,
  attempt: JobAttempt,
): Promise<void> {
  const { tenantId, memberId, impersonator = null, requestId, payload } = jobEnvelope.parse(stored);
  const membership = await restoreMembership(database, tenantId, memberId, impersonator);
  const source = { procedure: handler.job.name, clientAddress: null, userAgent: null };
  const run: JobRun = {
    ...attempt,
    ...membership,
    requestId,
    source,
    transaction: (work) => database.withTenant(tenantId, (db) => work({ ...membership, requestId, source, db })),
  };
  await handler.run(run, payload);
}

async function restoreMembership(
  database: Database,
  tenantId: string,
  memberId: string,
  impersonator: string | null,
): Promise<Membership> {
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
