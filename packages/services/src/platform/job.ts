import { notFound, type Page } from "@steward/contracts";
import type { ListJobsInput } from "@steward/contracts/operator/job";
import { keysetPage } from "@steward/db";
import { tenant } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { and, eq, sql } from "drizzle-orm";
import { integer, type PgColumn, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { inTransaction, type OperatorContext, recordForPlatform } from "./operator-record.ts";

/** A job that failed for good. What it was asked to do it with stays in the queue. */
export interface DeadJob {
  id: string;
  /** `crm.import.run` */
  name: string;
  tenantId: string | null;
  organisation: string | null;
  requestId: string | null;
  createdAt: Date;
  failedAt: Date;
  attempts: number;
  error: string;
}

/** The rows of the database's function `dead_jobs`, as if they were a table. */
const deadJob = pgTable("dead_jobs", {
  id: uuid("id").notNull(),
  name: text("name").notNull(),
  tenantId: uuid("tenant_id"),
  requestId: text("request_id"),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  failedAt: timestamp("failed_at", { withTimezone: true }).notNull(),
  attempts: integer("attempts").notNull(),
  error: text("error").notNull(),
});
const deadJobs = sql`public.dead_jobs() as ${deadJob}`;

/** Drizzle refuses a column of a table that it does not see in the query, and sees none in a function's name. */
function own<Column extends PgColumn>(column: Column) {
  return sql`${column}`.mapWith(column);
}

/** Jobs that were given up after their last try, newest first unless asked otherwise. */
export async function listDeadJobs(
  db: SystemDb,
  { search, filter, sort, limit, cursor }: ListJobsInput,
): Promise<Page<DeadJob>> {
  return keysetPage({ sort, by: deadJob.failedAt, id: deadJob.id, limit, cursor }, (part) =>
    db
      .select({
        id: own(deadJob.id),
        name: own(deadJob.name),
        tenantId: own(deadJob.tenantId),
        organisation: tenant.name,
        requestId: own(deadJob.requestId),
        createdAt: own(deadJob.createdAt),
        failedAt: own(deadJob.failedAt),
        attempts: own(deadJob.attempts),
        error: own(deadJob.error),
        ...part.columns,
      })
      .from(deadJobs)
      .leftJoin(tenant, eq(tenant.id, deadJob.tenantId))
      .where(
        and(
          search ? sql`position(lower(${search}) in lower(${deadJob.name} || ' ' || ${deadJob.error})) > 0` : undefined,
          filter.name ? eq(deadJob.name, filter.name) : undefined,
          filter.tenantId ? eq(deadJob.tenantId, filter.tenantId) : undefined,
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/** Puts a dead job back into its queue, with all its tries before it. Throws NOT_FOUND. */
export async function retryDeadJob(ctx: OperatorContext, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const [job] = await inner.db
      .select({ name: own(deadJob.name), tenantId: own(deadJob.tenantId) })
      .from(deadJobs)
      .where(eq(deadJob.id, id));
    const { rows } = await inner.db.execute<{ done: boolean }>(sql`select retry_dead_job(${id}::uuid) as done`);
    if (!job || !rows[0]?.done) throw notFound("operator.job");
    const { tenantId, name } = job;
    await recordForPlatform(inner, { name: "operator.job_retried", tenantId, details: { jobId: id, job: name } });
  });
}
