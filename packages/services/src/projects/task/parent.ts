import { invalidField } from "@steward/contracts";
import { maxSubtaskDepth, type TaskReason } from "@steward/contracts/projects/task";
import { task } from "@steward/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";

const refused = (reason: TaskReason, message: string) => invalidField("parentId", reason, message);

/**
 * Makes sure that a task may be a part of another one: of the same project, not of itself or of a part of itself, and not
 * deeper than anybody reads. The project's row is held, so that two moves at once make no circle either.
 *
 * @param id of the task, null for a new one
 * Throws INVALID `task.parent_elsewhere` | `task.parent_cycle` | `task.too_deep`.
 */
export async function requireParent(
  ctx: ServiceContext,
  { id, projectId, parentId }: { id: string | null; projectId: string; parentId: string },
): Promise<void> {
  const [parent] = await ctx.db
    .select({ id: task.id })
    .from(task)
    .where(and(eq(task.id, parentId), eq(task.projectId, projectId), isNull(task.deletedAt)));
  if (!parent) throw refused("task.parent_elsewhere", "Choose a task of this project");
  const { rows: above } = await ctx.db.execute<{ id: string }>(sql`
    with recursive line(id, parent_id, depth) as (
      select t.id, t.parent_id, 1 from ${task} t where t.id = ${parentId}
      union all
      select t.id, t.parent_id, line.depth + 1 from ${task} t join line on t.id = line.parent_id where line.depth < 50
    ) select id from line`);
  if (above.some((row) => row.id === id)) throw refused("task.parent_cycle", "This task is a part of it already");
  const below = id === null ? 0 : await depthBelow(ctx, id);
  if (above.length + below > maxSubtaskDepth) {
    throw refused("task.too_deep", `Tasks have parts ${maxSubtaskDepth} levels deep at most`);
  }
}

async function depthBelow(ctx: ServiceContext, id: string): Promise<number> {
  const { rows } = await ctx.db.execute<{ depth: number }>(sql`
    with recursive parts(id, depth) as (
      select t.id, 0 from ${task} t where t.id = ${id}
      union all
      select t.id, parts.depth + 1 from ${task} t join parts on t.parent_id = parts.id
        where t.deleted_at is null and parts.depth < 50
    ) select max(depth)::int as depth from parts`);
  return rows[0]?.depth ?? 0;
}
