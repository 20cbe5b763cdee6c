import { AppError, recordChanged } from "@steward/contracts";
import type { Changes } from "@steward/contracts/kernel/record";
import {
  type CreateTaskInput,
  priorities,
  type TaskDetail,
  taskCreated,
  taskUpdated,
  type UpdateTaskInput,
} from "@steward/contracts/projects/task";
import { task } from "@steward/db/schema";
import { eq, sql } from "drizzle-orm";
import { changesOf, type ServiceContext, withNames } from "../../kernel/index.ts";
import { emitIn, requireProject, requireTask, type TaskRecord } from "../../projects-access/index.ts";
import { mergeCustomValues } from "../custom-field/values.ts";
import { isEnding } from "../status/queries.ts";
import { getTask } from "./detail.ts";
import { hold, putInto } from "./move.ts";
import { tellAssigned, tellMentioned } from "./notice.ts";
import { requireParent } from "./parent.ts";
import { replaceAssignees, replaceLabels, watch } from "./people.ts";
import { keyOfTask } from "./queries.ts";
import { lockColumn, lockFirstColumn } from "./rank.ts";
import { requireRule } from "./recurrence.ts";
import { requireDays, requireNamed } from "./references.ts";
import { draftOf, explainRef, insertTasks, lockTask, wordsOfTask } from "./rows.ts";
import { findTaskTemplate } from "./template.ts";
import { keepText } from "./text.ts";
import { replaceValues } from "./values.ts";

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
  const column = await hold(ctx, place, { statusId, ...fields });
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
  if (changes.customFields) await replaceValues(ctx, id, after.customFields);
  const text = changes.description && { textId: await keepText(ctx, before) };
  const about = { ...after, project: place.project };
  const people = assigneeIds && (await replaceAssignees(ctx, id, assigneeIds));
  const labels = labelIds && (await replaceLabels(ctx, id, labelIds));
  const all = { ...spoken(changes), ...people?.changes, ...labels?.changes };
  if (Object.keys(all).length > Object.keys(changes).length) await touch(ctx, id, changes);
  if (Object.keys(all).length > 0) await emitIn(ctx, place.project, taskUpdated, id, { changes: all, ...text });
  if (column && column.id !== before.statusId) await putInto(ctx, place, after, column, {});
  if (people) await tellAssigned(ctx, about, people.difference.added);
  if (changes.description) {
    await watch(ctx, id, [ctx.actor.memberId]);
    await tellMentioned(ctx, about, after.description, before.description);
  }
  return getTask(ctx, { id });
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
