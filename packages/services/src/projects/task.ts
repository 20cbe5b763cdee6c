import { AppError, invalidField, recordChanged, referenceUnknown } from "@steward/contracts";
import type { Changes } from "@steward/contracts/kernel/record";
import {
  type CreateTaskInput,
  type MoveTaskInput,
  priorities,
  type TaskDetail,
  type TaskReason,
  taskCreated,
  taskMoved,
  taskRanked,
  taskUpdated,
  type UpdateTaskInput,
} from "@steward/contracts/projects/task";
import { isUniqueViolation } from "@steward/db";
import { cycle, milestone, task, taskStatus } from "@steward/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import { changesOf, type ServiceContext, withNames } from "../kernel/index.ts";
import { emitIn, type ProjectPlace, requireProject, requireTask, type TaskRecord } from "../projects-access/index.ts";
import { mergeCustomValues } from "./custom-values.ts";
import { requireWorkers } from "./people.ts";
import { isEnding } from "./status.ts";
import { getTask } from "./task-detail.ts";
import { tellAssigned, tellMentioned, tellProgress } from "./task-notice.ts";
import { requireParent } from "./task-parent.ts";
import { replaceAssignees, replaceLabels, requireLabels, watch } from "./task-people.ts";
import { keyOfTask } from "./task-queries.ts";
import { type Column, lockColumn, lockFirstColumn, placeIn } from "./task-rank.ts";
import { makeNext, requireRule } from "./task-recurrence.ts";
import { draftOf, insertTasks, lockTask, wordsOfTask } from "./task-rows.ts";
import { findTaskTemplate } from "./task-template.ts";

/**
 * Adds a task to the end of its column. Those it is given to and those it names are told.
 * Throws as `requireProject`, INVALID for what it names (`reference_unknown`, `task.…`), CONFLICT
 * `task.external_ref_taken`.
 */
export async function createTask(ctx: ServiceContext, input: CreateTaskInput): Promise<TaskDetail> {
  // The project's row is held: it gives the number, and nobody makes a circle of parents meanwhile.
  const { project } = await requireProject(ctx, input.projectId, "work", { lock: true });
  const template = input.templateId ? await findTaskTemplate(ctx, project.id, input.templateId) : undefined;
  const { priority = template?.priority, checklist = template?.checklist ?? [] } = input;
  requireDays(input.startOn, input.dueOn);
  requireRule(ctx, input.recurrence);
  await requireNamed(ctx, project.id, input);
  if (input.parentId) await requireParent(ctx, { id: null, projectId: project.id, parentId: input.parentId });
  const customFields = await mergeCustomValues(ctx, project.id, { given: input.customFields, isNew: true });
  const description = input.description === undefined ? (template?.description ?? null) : input.description;
  const column = input.statusId
    ? await lockColumn(ctx, input.statusId, project.id)
    : await lockFirstColumn(ctx, project.id);
  const draft = draftOf({
    title: input.title,
    description: description && (await withNames(ctx, description)),
    statusId: column.id,
    priority: priority ? priorities.indexOf(priority) : 0,
    parentId: input.parentId ?? null,
    milestoneId: input.milestoneId ?? null,
    cycleId: input.cycleId ?? null,
    reporterId: ctx.actor.memberId,
    estimateMinutes: input.estimateMinutes === undefined ? (template?.estimateMinutes ?? null) : input.estimateMinutes,
    startOn: input.startOn ?? null,
    dueOn: input.dueOn ?? null,
    closedAt: isEnding(column.kind) ? new Date() : null,
    recurrence: input.recurrence ?? null,
    customFields,
    externalRef: input.externalRef ?? null,
    assigneeIds: [...new Set(input.assigneeIds)],
    labelIds: [...new Set(input.labelIds)],
    checklist: checklist.map((text) => ({ text, isDone: false })),
  });
  const [made] = await insertTasks(ctx, project.id, [draft]).catch(explainRef);
  if (!made) throw new AppError("INTERNAL", "task.not_written");
  await emitIn(ctx, project, taskCreated, made.id, { key: keyOfTask(project, made.number), title: made.title });
  const about = { ...made, project };
  await tellAssigned(ctx, about, draft.assigneeIds);
  await tellMentioned(ctx, about, draft.description);
  return getTask(ctx, { id: made.id });
}

/**
 * Changes the given members. A description that somebody else has changed since is not overwritten: `version` says which one
 * was edited. Another status puts it at the end of that column.
 * Throws as `requireTask`, CONFLICT `record_changed`, INVALID for what it names.
 */
export async function updateTask(ctx: ServiceContext, input: UpdateTaskInput): Promise<TaskDetail> {
  const { id, version, assigneeIds, labelIds, statusId, priority, customFields, description, ...fields } = input;
  const place = await requireTask(ctx, id, "work");
  requireRule(ctx, fields.recurrence);
  await requireNamed(ctx, place.project.id, input);
  const column = await hold(ctx, place, { statusId, parentId: fields.parentId });
  const before = await lockTask(ctx, id);
  if (version !== undefined && version !== before.version) throw recordChanged("projects.task");
  if (fields.parentId) await requireParent(ctx, { id, projectId: before.projectId, parentId: fields.parentId });
  const given = {
    ...fields,
    ...(priority && { priority: priorities.indexOf(priority) }),
    ...(description !== undefined && { description: description && (await withNames(ctx, description)) }),
    customFields: await mergeCustomValues(ctx, before.projectId, {
      before: before.customFields,
      given: customFields,
      isNew: false,
    }),
  };
  const after = { ...before, ...given };
  requireDays(after.startOn, after.dueOn);
  const changes = changesOf<Partial<TaskRecord>>(before, given);
  if (Object.keys(changes).length > 0) {
    await ctx.db
      .update(task)
      .set({ ...given, searchText: wordsOfTask(after), version: sql`${task.version} + 1` })
      .where(eq(task.id, id));
  }
  const about = { ...after, project: place.project };
  const people = assigneeIds && (await replaceAssignees(ctx, id, assigneeIds));
  const labels = labelIds && (await replaceLabels(ctx, id, labelIds));
  const all = { ...spoken(changes), ...people?.changes, ...labels?.changes };
  if (Object.keys(all).length > Object.keys(changes).length) await touch(ctx, id, changes);
  if (Object.keys(all).length > 0) await emitIn(ctx, place.project, taskUpdated, id, { changes: all });
  if (column && column.id !== before.statusId) await putInto(ctx, place, after, column, {});
  if (people) await tellAssigned(ctx, about, people.difference.added);
  if (changes.description) {
    await watch(ctx, id, [ctx.actor.memberId]);
    await tellMentioned(ctx, about, after.description, before.description);
  }
  return getTask(ctx, { id });
}

/**
 * Puts a task between others in a column, of another status perhaps. The column is held, so that everybody's order is one
 * order. More than its limit are taken in, and shown as too many: a limit is the team's agreement on what to begin, and a card
 * that cannot be put where the work has got to would make the board tell less than the truth.
 * Throws as `requireTask`, INVALID `reference_unknown` | `task.status_elsewhere`.
 */
export async function moveTask(ctx: ServiceContext, input: MoveTaskInput): Promise<TaskDetail> {
  const place = await requireTask(ctx, input.id, "work");
  const column = await hold(ctx, place, { statusId: input.statusId });
  const before = await lockTask(ctx, input.id);
  if (!column) throw referenceUnknown("statusId");
  if (column.id !== before.statusId) {
    await putInto(ctx, place, before, column, input);
  } else {
    const rank = await placeIn(ctx, column, input, input.id);
    // Another place is no change of the task: whoever edits it is not disturbed.
    await ctx.db
      .update(task)
      .set({ rank, updatedAt: sql`${task.updatedAt}` })
      .where(eq(task.id, input.id));
    await emitIn(ctx, place.project, taskRanked, input.id, {});
  }
  return getTask(ctx, { id: input.id });
}

/**
 * Holds what a change of a task needs besides its own row, in the order in which everything here does: the project where
 * parts or numbers are at stake, then columns by their ids.
 */
async function hold(
  ctx: ServiceContext,
  { project, task: { recurrence } }: ProjectPlace & { task: TaskRecord },
  { statusId, parentId }: { statusId?: string | undefined; parentId?: string | null | undefined },
): Promise<Column | undefined> {
  if (parentId || (recurrence && statusId)) await requireProject(ctx, project.id, "work", { lock: true });
  return statusId === undefined ? undefined : lockColumn(ctx, statusId, project.id);
}

/** Moves a task, whose row is held as its new column is, there; with all that follows from where it then stands. */
async function putInto(
  ctx: ServiceContext,
  { project }: ProjectPlace,
  before: TaskRecord,
  column: Column,
  neighbours: Pick<MoveTaskInput, "afterId" | "beforeId">,
): Promise<void> {
  const from = await statusName(ctx, before.statusId);
  const rank = await placeIn(ctx, column, neighbours, before.id);
  const ends = isEnding(column.kind);
  const closedAt = ends ? (before.closedAt ?? new Date()) : null;
  await ctx.db
    .update(task)
    .set({ statusId: column.id, rank, closedAt, version: sql`${task.version} + 1` })
    .where(eq(task.id, before.id));
  await emitIn(ctx, project, taskMoved, before.id, {
    from: { id: before.statusId, name: from },
    to: { id: column.id, name: column.name },
  });
  if (ends !== (before.closedAt !== null)) await tellProgress(ctx, { ...before, project }, column.name);
  if (column.kind === "done") await makeNext(ctx, before);
}

async function statusName(ctx: ServiceContext, id: string): Promise<string> {
  const [row] = await ctx.db.select({ name: taskStatus.name }).from(taskStatus).where(eq(taskStatus.id, id));
  return row?.name ?? "";
}

/** A text as the record has it: that there was one, and that there is another. */
const unspoken = ({ from, to }: Changes[string]): Changes[string] => ({
  from: from ? "written" : null,
  to: to ? "rewritten" : null,
});

/** What the record keeps of a change: priorities by name, and of a description only that there is another one. */
function spoken({ description, priority, ...changes }: Changes): Changes {
  const named = (index: unknown) => priorities[Number(index)] ?? "none";
  return {
    ...changes,
    ...(description && { description: unspoken(description) }),
    ...(priority && { priority: { from: named(priority.from), to: named(priority.to) } }),
  };
}

/** Another person or label on it is a change of the task, too: whoever edits it meanwhile is told. */
async function touch(ctx: ServiceContext, id: string, counted: Changes): Promise<void> {
  if (Object.keys(counted).length > 0) return;
  await ctx.db
    .update(task)
    .set({ version: sql`${task.version} + 1` })
    .where(eq(task.id, id));
}

type Named = Pick<CreateTaskInput, "assigneeIds" | "labelIds" | "milestoneId" | "cycleId">;

/** Makes sure that what a task names is there, and of its project. Throws INVALID `reference_unknown` | `task.assignee_elsewhere`. */
async function requireNamed(ctx: ServiceContext, projectId: string, named: Named): Promise<void> {
  if (named.assigneeIds) await requireWorkers(ctx, projectId, named.assigneeIds, "assigneeIds");
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

function explainRef(error: unknown): never {
  if (isUniqueViolation(error, "projects_task_external_ref")) {
    throw new AppError("CONFLICT", "task.external_ref_taken" satisfies TaskReason);
  }
  throw error;
}
