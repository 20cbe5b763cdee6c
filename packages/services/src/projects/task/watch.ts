import { type TaskDetail, taskWatched } from "@steward/contracts/projects/task";
import { taskWatcher } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import { emit, type ServiceContext } from "../../kernel/index.ts";
import { requireTask } from "../../projects-access/index.ts";
import { getTask } from "./detail.ts";
import { watch } from "./people.ts";

/** Tells the caller from now on what happens to a task. Throws NOT_FOUND. */
export async function watchTask(ctx: ServiceContext, id: string): Promise<TaskDetail> {
  await requireTask(ctx, id, "read");
  await watch(ctx, id, [ctx.actor.memberId]);
  await emit(ctx, taskWatched, id, { on: true }, { audience: [ctx.actor.memberId] });
  return getTask(ctx, { id });
}

/** Tells the caller no more. Throws NOT_FOUND. */
export async function unwatchTask(ctx: ServiceContext, id: string): Promise<TaskDetail> {
  await requireTask(ctx, id, "read");
  const mine = and(eq(taskWatcher.taskId, id), eq(taskWatcher.memberId, ctx.actor.memberId));
  await ctx.db.delete(taskWatcher).where(mine);
  await emit(ctx, taskWatched, id, { on: false }, { audience: [ctx.actor.memberId] });
  return getTask(ctx, { id });
}
