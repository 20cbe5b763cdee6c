import { AppError, notFound, type Page } from "@steward/contracts";
import { plainTextOf } from "@steward/contracts/kernel/rich-text";
import type {
  CommentItem,
  CommentReason,
  CreateCommentInput,
  ListCommentsInput,
  UpdateCommentInput,
} from "@steward/contracts/projects/comment";
import { taskDiscussed } from "@steward/contracts/projects/notice";
import {
  taskCommentEdited,
  taskCommented,
  taskCommentRemoved,
  taskCommentRestored,
} from "@steward/contracts/projects/task";
import { keysetPage } from "@steward/db";
import { member, taskComment } from "@steward/db/schema";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { notify, type ServiceContext, withNames } from "../kernel/index.ts";
import { emitIn, requireTask, type TaskPlace, visibleTasks } from "../projects-access/index.ts";
import { paramsOf, tellMentioned, watchersOf } from "./task/notice.ts";
import { watch } from "./task/people.ts";

const columns = (ctx: ServiceContext) => ({
  id: taskComment.id,
  author: { memberId: member.id, name: member.name },
  content: taskComment.content,
  createdAt: taskComment.createdAt,
  editedAt: taskComment.editedAt,
  isMine: sql<boolean>`${taskComment.authorId} = ${ctx.actor.memberId}`,
});
const byAuthor = and(eq(member.tenantId, taskComment.tenantId), eq(member.id, taskComment.authorId));

/** What is said about a task, oldest first. Throws NOT_FOUND. */
export async function listComments(
  ctx: ServiceContext,
  { taskId, cursor, limit }: ListCommentsInput,
): Promise<Page<CommentItem>> {
  await requireTask(ctx, taskId, "read");
  const keyset = { sort: { field: "createdAt", direction: "asc" }, by: taskComment.createdAt } as const;
  return keysetPage({ ...keyset, id: taskComment.id, cursor, limit }, (part) =>
    ctx.db
      .select({ ...columns(ctx), ...part.columns })
      .from(taskComment)
      .innerJoin(member, byAuthor)
      .where(and(eq(taskComment.taskId, taskId), isNull(taskComment.deletedAt), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/**
 * Says something about a task. Those it names are told, and then those who watch; whoever takes part watches from now on.
 * Throws as `requireTask`, NOT_FOUND for whom it names.
 */
export async function createComment(
  ctx: ServiceContext,
  { taskId, content: written }: CreateCommentInput,
): Promise<CommentItem> {
  const place = await requireTask(ctx, taskId, "comment");
  const content = await withNames(ctx, written);
  const { memberId } = ctx.actor;
  const [row] = await ctx.db
    .insert(taskComment)
    .values({ taskId, authorId: memberId, content, text: plainTextOf(content) })
    .returning({ id: taskComment.id });
  if (!row) throw new AppError("INTERNAL", "comment.not_written");
  await watch(ctx, taskId, [memberId]);
  await emitIn(ctx, place.project, taskCommented, taskId, { commentId: row.id });
  const about = { ...place.task, project: place.project };
  const mentioned = await tellMentioned(ctx, about, content);
  const to = await watchersOf(ctx, taskId, [...mentioned, memberId]);
  if (to.length > 0) await notify(ctx, taskDiscussed, { to, entityId: taskId, params: paramsOf(about) });
  return getComment(ctx, row.id);
}

/** Throws NOT_FOUND, FORBIDDEN `comment.not_the_author`, else as `requireTask`. */
export async function updateComment(
  ctx: ServiceContext,
  { id, content: written }: UpdateCommentInput,
): Promise<CommentItem> {
  const { place, row } = await lockOwn(ctx, id, "there");
  const content = await withNames(ctx, written);
  if (JSON.stringify(content) !== JSON.stringify(row.content)) {
    await ctx.db
      .update(taskComment)
      .set({ content, text: plainTextOf(content), editedAt: sql`now()` })
      .where(eq(taskComment.id, id));
    await emitIn(ctx, place.project, taskCommentEdited, row.taskId, { commentId: id });
    await tellMentioned(ctx, { ...place.task, project: place.project }, content, row.content);
  }
  return getComment(ctx, id);
}

/** What one wrote oneself, or what is written where one leads; `restoreComment` brings it back. Throws as `updateComment`. */
export async function removeComment(ctx: ServiceContext, id: string): Promise<{ id: string }> {
  const { place, row } = await lockOwn(ctx, id, "there", { orLead: true });
  await ctx.db.update(taskComment).set({ deletedAt: sql`now()` }).where(eq(taskComment.id, id));
  await emitIn(ctx, place.project, taskCommentRemoved, row.taskId, { commentId: id });
  return { id };
}

/** Throws as `updateComment`. */
export async function restoreComment(ctx: ServiceContext, id: string): Promise<{ id: string }> {
  const { place, row } = await lockOwn(ctx, id, "removed", { orLead: true });
  await ctx.db.update(taskComment).set({ deletedAt: null }).where(eq(taskComment.id, id));
  await emitIn(ctx, place.project, taskCommentRestored, row.taskId, { commentId: id });
  return { id };
}

async function lockOwn(
  ctx: ServiceContext,
  id: string,
  state: "there" | "removed",
  { orLead = false } = {},
): Promise<{ place: TaskPlace; row: typeof taskComment.$inferSelect }> {
  const [row] = await ctx.db
    .select()
    .from(taskComment)
    .where(and(eq(taskComment.id, id), inArray(taskComment.taskId, visibleTasks(ctx))))
    .for("no key update");
  if (!row || (row.deletedAt === null) !== (state === "there")) throw notFound("projects.comment");
  const isMine = row.authorId === ctx.actor.memberId;
  const place = await requireTask(ctx, row.taskId, isMine ? "comment" : "read");
  if (isMine) return { place, row };
  if (!orLead) throw new AppError("FORBIDDEN", "comment.not_the_author" satisfies CommentReason);
  return { place: await requireTask(ctx, row.taskId, "lead"), row };
}

async function getComment(ctx: ServiceContext, id: string): Promise<CommentItem> {
  const [row] = await ctx.db
    .select(columns(ctx))
    .from(taskComment)
    .innerJoin(member, byAuthor)
    .where(eq(taskComment.id, id));
  if (!row) throw notFound("projects.comment");
  return row;
}
