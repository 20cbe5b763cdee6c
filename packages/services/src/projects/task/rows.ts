import { notFound } from "@steward/contracts";
import { plainTextOf, type RichText } from "@steward/contracts/kernel/rich-text";
import type { CustomValue, TaskReason } from "@steward/contracts/projects/task";
import { searchTextOf, uuidv7 } from "@steward/db";
import { checklistItem, project, task, taskAssignee, taskLabel, taskStatus, taskWatcher } from "@steward/db/schema";
import { ranksBetween } from "@steward/planning/rank";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { type BinState, insertMany, isIn, refuseTaken, type ServiceContext } from "../../kernel/index.ts";
import {
  type ProjectNeed,
  requireNeed,
  selectTaskPlaces,
  type TaskPlace,
  type TaskRecord,
  visibleProject,
} from "../../projects-access/index.ts";
import { placesAtEnd } from "./rank.ts";
import { insertValues } from "./values.ts";

/** The task's row as it is now, held until the end of the transaction. After its column, where that is held too. Throws NOT_FOUND. */
export async function lockTask(ctx: ServiceContext, id: string): Promise<TaskRecord> {
  const [row] = await ctx.db
    .select()
    .from(task)
    .where(and(eq(task.id, id), isNull(task.deletedAt)))
    .for("no key update");
  if (!row) throw notFound("projects.task");
  return row;
}

/**
 * Many tasks that the caller may do so much with, held in the order of their ids, so that two bulk actions cannot block each
 * other. What is unknown, removed (or not) or of a project that they may not see is left out.
 * Throws as `requireProject` where one may be seen and not worked on.
 */
export async function lockTasks(
  ctx: ServiceContext,
  ids: readonly string[],
  need: ProjectNeed,
  state: BinState = "there",
): Promise<TaskPlace[]> {
  const places = await selectTaskPlaces(ctx)
    .where(and(inArray(task.id, [...ids]), isIn(task.deletedAt, state), visibleProject(ctx)))
    .orderBy(asc(task.id))
    .for("no key update", { of: task });
  for (const [place] of Map.groupBy(places, (found) => found.project.id).values()) {
    if (place) requireNeed(ctx, place, need);
  }
  return places;
}

/** A task as it is written: references are checked, defaults are filled in. Days are ISO dates. */
export interface TaskDraft {
  /** Left out: a new one. A draft that others name as their parent brings its own. */
  readonly id?: string;
  readonly title: string;
  readonly description: RichText | null;
  readonly statusId: string;
  /** An index into `priorities`. */
  readonly priority: number;
  readonly parentId: string | null;
  readonly milestoneId: string | null;
  readonly cycleId: string | null;
  readonly reporterId: string;
  readonly estimateMinutes: number | null;
  readonly startOn: string | null;
  readonly dueOn: string | null;
  /** Set exactly when its status ends it. */
  readonly closedAt: Date | null;
  readonly recurrence: string | null;
  readonly recurredFromId: string | null;
  readonly customFields: Record<string, CustomValue>;
  readonly externalRef: string | null;
  readonly assigneeIds: readonly string[];
  readonly labelIds: readonly string[];
  readonly checklist: readonly { text: string; isDone: boolean }[];
}

/** A draft of which nothing is known but what is to be done, where and for whom. */
export function draftOf(
  given: Pick<TaskDraft, "title" | "statusId" | "reporterId"> & Partial<TaskDraft>,
): TaskDraft & { id: string } {
  return {
    id: uuidv7(),
    description: null,
    priority: 0,
    parentId: null,
    milestoneId: null,
    cycleId: null,
    estimateMinutes: null,
    startOn: null,
    dueOn: null,
    closedAt: null,
    recurrence: null,
    recurredFromId: null,
    customFields: {},
    externalRef: null,
    assigneeIds: [],
    labelIds: [],
    checklist: [],
    ...given,
  };
}

/**
 * Writes up to a thousand tasks of one project in a handful of statements, numbered in their order and at the end of their
 * columns. Parents stand before their parts. Nobody is told, and nothing is emitted: that is the caller's.
 *
 * The project's row is held by the caller already (`requireProject` with `lock`): it gives the numbers.
 * @returns ids and numbers, in order
 */
export async function insertTasks(
  ctx: ServiceContext,
  projectId: string,
  drafts: readonly TaskDraft[],
): Promise<{ id: string; number: number; title: string }[]> {
  if (drafts.length === 0) return [];
  const first = await takeNumbers(ctx, projectId, drafts.length);
  const ranks = await ranksFor(ctx, drafts);
  const rows = drafts.map(({ assigneeIds, labelIds, checklist, ...draft }, index) => ({
    ...draft,
    id: draft.id ?? uuidv7(),
    projectId,
    number: first + index,
    rank: ranks[index] ?? "",
    searchText: wordsOfTask(draft),
    assigneeIds,
    labelIds,
    checklist,
  }));
  await ctx.db.insert(task).values(rows.map(({ assigneeIds: _a, labelIds: _l, checklist: _c, ...row }) => row));
  const newId = () => ({ id: uuidv7() });
  const places = rows.flatMap((row) => row.assigneeIds.map((memberId) => ({ ...newId(), taskId: row.id, memberId })));
  const watchers = rows.flatMap((row) =>
    [...new Set([row.reporterId, ...row.assigneeIds])].map((memberId) => ({ ...newId(), taskId: row.id, memberId })),
  );
  const labels = rows.flatMap((row) => row.labelIds.map((labelId) => ({ ...newId(), taskId: row.id, labelId })));
  const lines = rows.flatMap((row) => {
    const lineRanks = ranksBetween(null, null, row.checklist.length);
    return row.checklist.map(({ text, isDone }, index) => ({
      ...newId(),
      taskId: row.id,
      text,
      rank: lineRanks[index],
      doneAt: isDone ? new Date() : null,
    }));
  });
  await insertMany(ctx.db, taskAssignee, places);
  await insertMany(ctx.db, taskWatcher, watchers);
  await insertMany(ctx.db, taskLabel, labels);
  await insertMany(ctx.db, checklistItem, lines);
  await insertValues(ctx, rows);
  return rows.map(({ id, number, title }) => ({ id, number, title }));
}

/** The words a task is found by. */
export const wordsOfTask = ({ title, description }: Pick<TaskDraft, "title" | "description">): string =>
  searchTextOf([title, description && plainTextOf(description)]);

/** The first of so many numbers that are the caller's from now on. */
async function takeNumbers(ctx: ServiceContext, projectId: string, count: number): Promise<number> {
  const [row] = await ctx.db
    .update(project)
    // Another task is no change of the project.
    .set({ lastTaskNumber: sql`${project.lastTaskNumber} + ${count}`, updatedAt: sql`${project.updatedAt}` })
    .where(eq(project.id, projectId))
    .returning({ last: project.lastTaskNumber });
  if (!row) throw notFound("projects.project");
  return row.last - count + 1;
}

async function ranksFor(ctx: ServiceContext, drafts: readonly TaskDraft[]): Promise<string[]> {
  const ranks = new Array<string>(drafts.length);
  const byColumn = Map.groupBy(
    drafts.map((draft, index) => ({ statusId: draft.statusId, index })),
    ({ statusId }) => statusId,
  );
  // Columns are held in one order, whoever fills several at once.
  for (const [id, entries] of [...byColumn].sort(([one], [other]) => (one < other ? -1 : 1))) {
    await ctx.db.select({ id: taskStatus.id }).from(taskStatus).where(eq(taskStatus.id, id)).for("no key update");
    const places = await placesAtEnd(ctx, { id }, entries.length);
    for (const [place, { index }] of entries.entries()) ranks[index] = places[place] ?? "";
  }
  return ranks;
}

/** Throws CONFLICT `task.external_ref_taken` for what the database says about references. */
export const explainRef = refuseTaken("projects_task_external_ref", "task.external_ref_taken" satisfies TaskReason);
