import { notFound, type Page } from "@steward/contracts";
import { jobRunStates, type ListJobRunsInput } from "@steward/contracts/operator/job";
import { keysetPage } from "@steward/db";
import { tenant } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { and, eq, sql } from "drizzle-orm";
import { integer, type PgColumn, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { redactInput } from "../kernel/redact.ts";
import { inTransaction, type OperatorContext, recordForPlatform } from "./operator-record.ts";

/** The rows of the database's function `job_runs`, as if they were a table. */
const jobRun = pgTable("job_runs", {
  id: uuid("id").notNull(),
  name: text("name").notNull(),
  tenantId: uuid("tenant_id"),
  requestId: text("request_id"),
  state: text("state", { enum: jobRunStates }).notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  startAfter: timestamp("start_after", { withTimezone: true }).notNull(),
  startedAt: timestamp("started_at", { withTimezone: true }),
  attempts: integer("attempts").notNull(),
  done: integer("done"),
  total: integer("total"),
});
const jobRuns = sql`public.job_runs() as ${jobRun}`;

/** A job that is being done or still to be. */
export interface JobRunSummary {
  id: string;
  /** `crm.import.run` */
  name: string;
  tenantId: string | null;
  organisation: string | null;
  requestId: string | null;
  state: (typeof jobRunStates)[number];
  createdAt: Date;
  /** Not begun before this. */
  startAfter: Date;
  startedAt: Date | null;
  /** Tries so far, with the one under way. */
  attempts: number;
  /** How much of it is done, of one that is under way and says so. */
  done: number | null;
  total: number | null;
}

/** Drizzle refuses a column of a table that it does not see in the query, and sees none in a function's name. */
function own<Column extends PgColumn>(column: Column) {
  return sql`${column}`.mapWith(column);
}

/** Jobs under way and the next thousand that wait, oldest first unless asked otherwise. */
export async function listJobRuns(
  db: SystemDb,
  { search, filter, sort, limit, cursor }: ListJobRunsInput,
): Promise<Page<JobRunSummary>> {
  return keysetPage({ sort, by: jobRun.createdAt, id: jobRun.id, limit, cursor }, (part) =>
    db
      .select({
        id: own(jobRun.id),
        name: own(jobRun.name),
        tenantId: own(jobRun.tenantId),
        organisation: tenant.name,
        requestId: own(jobRun.requestId),
        state: own(jobRun.state),
        createdAt: own(jobRun.createdAt),
        startAfter: own(jobRun.startAfter),
        startedAt: own(jobRun.startedAt),
        attempts: own(jobRun.attempts),
        done: own(jobRun.done),
        total: own(jobRun.total),
        ...part.columns,
      })
      .from(jobRuns)
      .leftJoin(tenant, eq(tenant.id, jobRun.tenantId))
      .where(
        and(
          search ? sql`position(lower(${search}) in lower(${jobRun.name})) > 0` : undefined,
          filter.name ? eq(jobRun.name, filter.name) : undefined,
          filter.tenantId ? eq(jobRun.tenantId, filter.tenantId) : undefined,
          filter.state ? eq(jobRun.state, filter.state) : undefined,
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/** What a job was asked to do, living or dead, without secrets and personal data. Throws NOT_FOUND. */
export async function getJobPayload(db: SystemDb, id: string): Promise<{ payload: unknown }> {
  const { rows } = await db.execute<{ payload: unknown }>(sql`select job_payload(${id}::uuid) as payload`);
  const payload = rows[0]?.payload ?? null;
  if (payload === null) throw notFound("operator.job");
  return { payload: redactInput(payload) };
}

/**
 * Has a job ended instead of done. One that is under way stops within seconds, and nothing of what it has not committed
 * stays. Throws NOT_FOUND for one that is over.
 */
export async function cancelJob(ctx: OperatorContext, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const [job] = await inner.db
      .select({ name: own(jobRun.name), tenantId: own(jobRun.tenantId) })
      .from(jobRuns)
      .where(eq(jobRun.id, id));
    const { rows } = await inner.db.execute<{ done: boolean }>(sql`select cancel_job(${id}::uuid) as done`);
    if (!job || !rows[0]?.done) throw notFound("operator.job");
    const { tenantId, name } = job;
    await recordForPlatform(inner, { name: "operator.job_cancelled", tenantId, details: { jobId: id, job: name } });
  });
}
