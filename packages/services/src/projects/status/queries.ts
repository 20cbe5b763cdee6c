import type { StatusItem } from "@steward/contracts/projects/status";
import { endingKinds, type StatusKind } from "@steward/contracts/projects/task";
import { type customField, taskStatus } from "@steward/db/schema";
import { asc, eq, type SQL, sql } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";

export const statusColumns = {
  id: taskStatus.id,
  name: taskStatus.name,
  kind: taskStatus.kind,
  wipLimit: taskStatus.wipLimit,
  version: taskStatus.version,
};

/** Whether a task that stands there has ended. */
export const isEnding = (kind: StatusKind): boolean => endingKinds.some((ending) => ending === kind);

/** The columns of a project's workflow in their order, for whoever has been let in. */
export function listStatuses(ctx: Pick<ServiceContext, "db">, projectId: string): Promise<StatusItem[]> {
  return ctx.db
    .select(statusColumns)
    .from(taskStatus)
    .where(eq(taskStatus.projectId, projectId))
    .orderBy(asc(taskStatus.position), asc(taskStatus.id));
}

/** The place behind everything of a project's, in an insert: what was taken away before it leaves gaps. */
export const lastPlace = (table: typeof taskStatus | typeof customField, projectId: string): SQL<number> =>
  sql`(select coalesce(max(p.position) + 1, 0) from ${table} p where p.project_id = ${projectId})`;
