import type { RichText } from "@steward/contracts/kernel/rich-text";
import { taskAssigned, taskMentioned, taskProgressed } from "@steward/contracts/projects/notice";
import { type project, type task, taskWatcher } from "@steward/db/schema";
import { and, eq, notInArray } from "drizzle-orm";
import { memberIdsIn, notify, type ServiceContext } from "../kernel/index.ts";
import { keyOfTask } from "./task-queries.ts";

/** What a notification says of a task. */
export type Told = Pick<typeof task.$inferSelect, "id" | "title" | "number"> & {
  readonly project: Pick<typeof project.$inferSelect, "id" | "key">;
};

export const paramsOf = ({ title, number, project }: Told) => ({
  key: keyOfTask(project, number),
  title,
  projectId: project.id,
  number,
});

/** Tells those to whom a task was given. */
export async function tellAssigned(ctx: ServiceContext, about: Told, to: readonly string[]): Promise<void> {
  if (to.length > 0) await notify(ctx, taskAssigned, { to, entityId: about.id, params: paramsOf(about) });
}

/** Tells those whom a text names and the text before it did not. Who may not see the task is not told (`reach.ts`). */
export async function tellMentioned(
  ctx: ServiceContext,
  about: Told,
  text: RichText | null | undefined,
  before: RichText | null = null,
): Promise<string[]> {
  if (!text) return [];
  const known = new Set(before ? memberIdsIn(before) : []);
  const to = memberIdsIn(text).filter((memberId) => !known.has(memberId));
  if (to.length > 0) await notify(ctx, taskMentioned, { to, entityId: about.id, params: paramsOf(about) });
  return to;
}

/** Tells those who watch a task that it has ended, or was begun again. */
export async function tellProgress(ctx: ServiceContext, about: Told, status: string): Promise<void> {
  const to = await watchersOf(ctx, about.id);
  await notify(ctx, taskProgressed, { to, entityId: about.id, params: { ...paramsOf(about), status } });
}

export async function watchersOf(
  ctx: Pick<ServiceContext, "db">,
  taskId: string,
  except: readonly string[] = [],
): Promise<string[]> {
  const others = except.length > 0 ? notInArray(taskWatcher.memberId, [...except]) : undefined;
  const rows = await ctx.db
    .select({ memberId: taskWatcher.memberId })
    .from(taskWatcher)
    .where(and(eq(taskWatcher.taskId, taskId), others));
  return rows.map(({ memberId }) => memberId);
}
