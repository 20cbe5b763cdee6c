import type { RichText } from "@steward/contracts/kernel/rich-text";
import { taskAssigned, taskMentioned, taskProgressed } from "@steward/contracts/projects/notice";
import { type project, type task, taskWatcher } from "@steward/db/schema";
import { and, eq, inArray, notInArray } from "drizzle-orm";
import { memberIdsIn, notify, notifyMany, type ServiceContext } from "../../kernel/index.ts";
import { keyOfTask } from "./queries.ts";

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
  await tellAllAssigned(ctx, [{ about, to }]);
}

/** `tellAssigned` for many tasks, each named once. */
export async function tellAllAssigned(
  ctx: ServiceContext,
  given: readonly { readonly about: Told; readonly to: readonly string[] }[],
): Promise<void> {
  const notices = given.map(({ about, to }) => ({ to, entityId: about.id, params: paramsOf(about) }));
  await notifyMany(ctx, taskAssigned, notices);
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

/** Tells those who watch these tasks that they have ended, or were begun again. */
export async function tellProgress(ctx: ServiceContext, tasks: readonly Told[], status: string): Promise<void> {
  if (tasks.length === 0) return;
  const ids = tasks.map(({ id }) => id);
  const rows = await ctx.db
    .select({ taskId: taskWatcher.taskId, memberId: taskWatcher.memberId })
    .from(taskWatcher)
    .where(inArray(taskWatcher.taskId, ids));
  const watchers = Map.groupBy(rows, ({ taskId }) => taskId);
  const notices = tasks.map((about) => ({
    to: (watchers.get(about.id) ?? []).map(({ memberId }) => memberId),
    entityId: about.id,
    params: { ...paramsOf(about), status },
  }));
  await notifyMany(ctx, taskProgressed, notices);
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
