import { referenceUnknown } from "@steward/contracts";
import type { Changes } from "@steward/contracts/kernel/record";
import { label, taskAssignee, taskLabel, taskWatcher } from "@steward/db/schema";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";

/** Who or what came to hang on a task, and what does no more. */
export interface Difference {
  readonly added: string[];
  readonly removed: string[];
}

/** Makes sure that these labels are there. Throws INVALID `reference_unknown`. */
export async function requireLabels(ctx: ServiceContext, ids: readonly string[], path: string): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return;
  const rows = await ctx.db
    .select({ id: label.id })
    .from(label)
    .where(and(inArray(label.id, wanted), isNull(label.deletedAt)));
  if (rows.length !== wanted.length) throw referenceUnknown(path);
}

/** Gives a task to exactly these; whoever gets it watches it from now on. */
export async function replaceAssignees(
  ctx: ServiceContext,
  taskId: string,
  memberIds: readonly string[],
): Promise<{ difference: Difference; changes: Changes }> {
  const rows = await ctx.db
    .select({ id: taskAssignee.memberId })
    .from(taskAssignee)
    .where(eq(taskAssignee.taskId, taskId));
  const found = between(rows, memberIds);
  const { added, removed } = found.difference;
  if (removed.length > 0) {
    await ctx.db
      .delete(taskAssignee)
      .where(and(eq(taskAssignee.taskId, taskId), inArray(taskAssignee.memberId, removed)));
  }
  if (added.length > 0) {
    await ctx.db.insert(taskAssignee).values(added.map((memberId) => ({ taskId, memberId })));
    await watch(ctx, taskId, added);
  }
  return { difference: found.difference, changes: found.changes("assigneeIds") };
}

/** Puts exactly these labels on a task. */
export async function replaceLabels(
  ctx: ServiceContext,
  taskId: string,
  labelIds: readonly string[],
): Promise<{ changes: Changes }> {
  const rows = await ctx.db.select({ id: taskLabel.labelId }).from(taskLabel).where(eq(taskLabel.taskId, taskId));
  const found = between(rows, labelIds);
  const { added, removed } = found.difference;
  if (removed.length > 0) {
    await ctx.db.delete(taskLabel).where(and(eq(taskLabel.taskId, taskId), inArray(taskLabel.labelId, removed)));
  }
  if (added.length > 0) await ctx.db.insert(taskLabel).values(added.map((labelId) => ({ taskId, labelId })));
  return { changes: found.changes("labelIds") };
}

function between(rows: readonly { id: string }[], wanted: readonly string[]) {
  const before = rows.map(({ id }) => id).sort();
  const after = [...new Set(wanted)].sort();
  const added = after.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !after.includes(id));
  return {
    difference: { added, removed },
    changes: (field: string): Changes =>
      added.length + removed.length === 0 ? {} : { [field]: { from: before, to: after } },
  };
}

/** Tells these from now on what happens to a task. */
export async function watch(ctx: ServiceContext, taskId: string, memberIds: readonly string[]): Promise<void> {
  await watchAll(ctx, new Map([[taskId, memberIds]]));
}

/** `watch` for many tasks. @param watchers up to twenty by task */
export async function watchAll(ctx: ServiceContext, watchers: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const rows = [...watchers].flatMap(([taskId, memberIds]) =>
    [...new Set(memberIds)].map((memberId) => ({ taskId, memberId })),
  );
  if (rows.length > 0) await ctx.db.insert(taskWatcher).values(rows).onConflictDoNothing();
}
