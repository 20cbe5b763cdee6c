import { AppError, notFound } from "@steward/contracts";
import {
  type ChecklistItem,
  type ChecklistReason,
  type CreateChecklistItemInput,
  type MoveChecklistItemInput,
  maxChecklistItems,
  type UpdateChecklistItemInput,
} from "@steward/contracts/projects/checklist";
import { taskChecklistChanged } from "@steward/contracts/projects/task";
import { checklistItem } from "@steward/db/schema";
import { rankBetween, ranksBetween } from "@steward/planning/rank";
import { asc, eq, sql } from "drizzle-orm";
import { type ServiceContext, updateMany } from "../kernel/index.ts";
import { emitIn, type ProjectPlace, requireTask } from "../projects-access/index.ts";
import { lockTask } from "./task/rows.ts";

type Line = typeof checklistItem.$inferSelect;

/** A task's lines in their order, for whoever has been let in. */
export function listChecklist(ctx: Pick<ServiceContext, "db">, taskId: string): Promise<ChecklistItem[]> {
  return ctx.db
    .select({ id: checklistItem.id, text: checklistItem.text, doneAt: checklistItem.doneAt })
    .from(checklistItem)
    .where(eq(checklistItem.taskId, taskId))
    .orderBy(asc(checklistItem.rank), asc(checklistItem.id));
}

/** Adds a line at the end. Throws as `requireTask`, LIMIT `checklist.too_long`. */
export async function createChecklistItem(
  ctx: ServiceContext,
  { taskId, text }: CreateChecklistItemInput,
): Promise<ChecklistItem[]> {
  const place = await requireTask(ctx, taskId, "work");
  const lines = await lockLines(ctx, taskId);
  if (lines.length >= maxChecklistItems) {
    throw new AppError("LIMIT", "checklist.too_long" satisfies ChecklistReason, { max: maxChecklistItems });
  }
  const rank = await between(ctx, lines, lines.length);
  await ctx.db.insert(checklistItem).values({ taskId, text, rank });
  await told(ctx, place, taskId, "added", text);
  return listChecklist(ctx, taskId);
}

/** Says a line differently, or ticks it. Throws NOT_FOUND, else as `requireTask`. */
export async function updateChecklistItem(
  ctx: ServiceContext,
  { id, text, isDone }: UpdateChecklistItemInput,
): Promise<ChecklistItem[]> {
  const { place, line } = await findLine(ctx, id);
  const isTicked = line.doneAt !== null;
  if (text !== undefined && text !== line.text) {
    await ctx.db.update(checklistItem).set({ text }).where(eq(checklistItem.id, id));
    await told(ctx, place, line.taskId, "changed", text);
  }
  if (isDone !== undefined && isDone !== isTicked) {
    await ctx.db
      .update(checklistItem)
      .set({ doneAt: isDone ? sql`now()` : null })
      .where(eq(checklistItem.id, id));
    await told(ctx, place, line.taskId, isDone ? "ticked" : "unticked", text ?? line.text);
  }
  return listChecklist(ctx, line.taskId);
}

/** Puts a line below another one, or on top. Throws NOT_FOUND, else as `requireTask`. */
export async function moveChecklistItem(
  ctx: ServiceContext,
  { id, afterId }: MoveChecklistItemInput,
): Promise<ChecklistItem[]> {
  const { place, line } = await findLine(ctx, id);
  const others = (await lockLines(ctx, line.taskId)).filter((other) => other.id !== id);
  const above = others.findIndex((other) => other.id === afterId);
  // A line that was removed meanwhile is no neighbour any more: the end is as near as any place.
  const at = afterId === null ? 0 : above < 0 ? others.length : above + 1;
  const rank = await between(ctx, others, at);
  await ctx.db.update(checklistItem).set({ rank }).where(eq(checklistItem.id, id));
  await told(ctx, place, line.taskId, "moved", line.text);
  return listChecklist(ctx, line.taskId);
}

/** Throws NOT_FOUND, else as `requireTask`. */
export async function removeChecklistItem(ctx: ServiceContext, id: string): Promise<ChecklistItem[]> {
  const { place, line } = await findLine(ctx, id);
  await ctx.db.delete(checklistItem).where(eq(checklistItem.id, id));
  await told(ctx, place, line.taskId, "removed", line.text);
  return listChecklist(ctx, line.taskId);
}

async function findLine(ctx: ServiceContext, id: string): Promise<{ place: ProjectPlace; line: Line }> {
  const [line] = await ctx.db.select().from(checklistItem).where(eq(checklistItem.id, id));
  if (!line) throw notFound("projects.task");
  return { place: await requireTask(ctx, line.taskId, "work"), line };
}

/** The lines of a task whose row is held: who orders them comes one after the other. */
async function lockLines(ctx: ServiceContext, taskId: string): Promise<Line[]> {
  await lockTask(ctx, taskId);
  return ctx.db
    .select()
    .from(checklistItem)
    .where(eq(checklistItem.taskId, taskId))
    .orderBy(asc(checklistItem.rank), asc(checklistItem.id));
}

/** A place before the line that stands at `at`. Where nothing fits there, because ranks were written by hand, all get new ones. */
async function between(ctx: ServiceContext, lines: readonly Line[], at: number): Promise<string> {
  try {
    return rankBetween(lines[at - 1]?.rank ?? null, lines[at]?.rank ?? null);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const ranks = ranksBetween(null, null, lines.length + 1);
    const others = ranks.toSpliced(at, 1);
    await updateMany(
      ctx.db,
      checklistItem,
      ["rank"],
      lines.map(({ id }, index) => ({ id, rank: others[index] })),
    );
    return ranks[at] ?? "";
  }
}

async function told(
  ctx: ServiceContext,
  { project }: ProjectPlace,
  taskId: string,
  action: "added" | "changed" | "ticked" | "unticked" | "moved" | "removed",
  text: string,
): Promise<void> {
  await emitIn(ctx, project, taskChecklistChanged, taskId, { action, text });
}
