import { invalidField, referenceUnknown } from "@steward/contracts";
import type { CreateTaskInput, TaskReason } from "@steward/contracts/projects/task";
import { cycle, milestone } from "@steward/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import { requireWorkers } from "../people.ts";
import { requireLabels } from "./people.ts";

type Named = Pick<CreateTaskInput, "assigneeIds" | "labelIds" | "milestoneId" | "cycleId">;

/** Makes sure that what a task names is there, and of its project. Throws INVALID `reference_unknown` | `task.assignee_elsewhere`. */
export async function requireNamed(ctx: ServiceContext, projectId: string, named: Named): Promise<void> {
  if (named.assigneeIds) await requireWorkers(ctx, [projectId], named.assigneeIds, "assigneeIds");
  if (named.labelIds) await requireLabels(ctx, named.labelIds, "labelIds");
  if (named.milestoneId) await requirePart(ctx, milestone, projectId, named.milestoneId, "milestoneId");
  if (named.cycleId) await requirePart(ctx, cycle, projectId, named.cycleId, "cycleId");
}

/** Throws INVALID `reference_unknown` unless the project has such a milestone or cycle. */
export async function requirePart(
  ctx: ServiceContext,
  table: typeof milestone | typeof cycle,
  projectId: string,
  id: string,
  path: string,
): Promise<void> {
  const [row] = await ctx.db
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.id, id), eq(table.projectId, projectId), isNull(table.deletedAt)));
  if (!row) throw referenceUnknown(path);
}

/** Throws INVALID `task.days_reversed`. */
export function requireDays(startOn: string | null | undefined, dueOn: string | null | undefined): void {
  if (startOn && dueOn && dueOn < startOn) {
    throw invalidField("dueOn", "task.days_reversed" satisfies TaskReason, "This is before the first day");
  }
}
