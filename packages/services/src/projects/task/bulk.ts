import { invalidField, notFound, referenceUnknown } from "@steward/contracts";
import type { Changes } from "@steward/contracts/kernel/record";
import {
  type BulkTasksResult,
  priorities,
  type TaskReason,
  taskMoved,
  taskRemoved,
  taskRestored,
  taskUpdated,
  type UpdateManyTasksInput,
} from "@steward/contracts/projects/task";
import { uuidv7 } from "@steward/db";
import { cycle, milestone, task, taskAssignee, taskLabel, taskStatus } from "@steward/db/schema";
import { and, eq, inArray, sql } from "drizzle-orm";
import {
  awayFrom,
  type BinState,
  changesOf,
  insertMany,
  previousValues,
  type ServiceContext,
  updateMany,
} from "../../kernel/index.ts";
import { emitAcross, emitManyIn, findProject, type TaskPlace } from "../../projects-access/index.ts";
import { requireWorkers } from "../people.ts";
import { isEnding } from "../status/queries.ts";
import { tellAllAssigned, tellProgress } from "./notice.ts";
import { requireLabels, watchAll } from "./people.ts";
import { keyOfTask } from "./queries.ts";
import { type Column, lockColumn, lockFirstColumn, placesAtEnd } from "./rank.ts";
import { makeNext } from "./recurrence.ts";
import { requireDays, requirePart } from "./references.ts";
import { explainRef, lockTasks } from "./rows.ts";

/**
 * Changes many tasks at once: all of them or, where one refuses, none. Ids that are unknown, removed or not to be seen are
 * left out.
 * Throws as `requireTask`, INVALID `task.other_projects` where what is given belongs to one project and a task to another.
 */
export async function updateManyTasks(ctx: ServiceContext, input: UpdateManyTasksInput): Promise<BulkTasksResult> {
  const { statusId, addAssigneeIds = [], removeAssigneeIds = [], addLabelIds = [], removeLabelIds = [] } = input;
  await requireLabels(ctx, addLabelIds, "addLabelIds");
  const column = statusId === undefined ? undefined : await holdColumn(ctx, statusId);
  const places = await lockTasks(ctx, input.ids, "work");
  await requireOneProject(ctx, places, { ...input, column });
  const undo: UpdateManyTasksInput[] = [];
  const told = new Map<string, Changes>();
  undo.push(...(await setMany(ctx, places, input, told)));
  const people = { table: taskAssignee, field: "assigneeIds", add: addAssigneeIds, remove: removeAssigneeIds } as const;
  const labels = { table: taskLabel, field: "labelIds", add: addLabelIds, remove: removeLabelIds } as const;
  const given = await hangMany(ctx, places, people, undo, told);
  await hangMany(ctx, places, labels, undo, told);
  const changed = places.flatMap(({ project, task: { id } }) => {
    const changes = told.get(id);
    return changes ? [{ place: project, entityId: id, payload: { changes } }] : [];
  });
  await emitAcross(ctx, taskUpdated, changed);
  if (column) undo.push(...(await moveMany(ctx, places, column)));
  await watchAll(ctx, given);
  const news = places.map(({ task: row, project }) => ({ about: { ...row, project }, to: given.get(row.id) ?? [] }));
  await tellAllAssigned(ctx, news);
  return { count: places.length, undo };
}

/**
 * The project first, as everywhere, where tasks are done: what comes again has its next occurrence made there. Throws INVALID `reference_unknown`,
 * also for a column of a project that is not there for the caller.
 */
async function holdColumn(ctx: ServiceContext, id: string): Promise<Column> {
  const [status] = await ctx.db
    .select({ projectId: taskStatus.projectId, kind: taskStatus.kind })
    .from(taskStatus)
    .where(eq(taskStatus.id, id));
  const place = status && (await findProject(ctx, status.projectId, { lock: status.kind === "done" }));
  if (!place) throw referenceUnknown("statusId");
  const column = await lockColumn(ctx, id, place.project.id);
  if (column.kind === "done") await lockFirstColumn(ctx, place.project.id);
  return column;
}

async function requireOneProject(
  ctx: ServiceContext,
  places: readonly TaskPlace[],
  given: Pick<UpdateManyTasksInput, "milestoneId" | "cycleId" | "addAssigneeIds"> & { column: Column | undefined },
): Promise<void> {
  const projectIds = [...new Set(places.map(({ project }) => project.id))];
  // The second project that a column, milestone or cycle is asked of is the last: each belongs to one.
  for (const id of projectIds) {
    if (given.column && given.column.projectId !== id) {
      throw invalidField("statusId", "task.other_projects" satisfies TaskReason, "Choose tasks of one project");
    }
    if (given.milestoneId) await requirePart(ctx, milestone, id, given.milestoneId, "milestoneId");
    if (given.cycleId) await requirePart(ctx, cycle, id, given.cycleId, "cycleId");
  }
  await requireWorkers(ctx, projectIds, given.addAssigneeIds ?? [], "addAssigneeIds");
}

async function setMany(
  ctx: ServiceContext,
  places: readonly TaskPlace[],
  { priority, milestoneId, cycleId, estimateMinutes, startOn, dueOn }: UpdateManyTasksInput,
  told: Map<string, Changes>,
): Promise<UpdateManyTasksInput[]> {
  const fields = { milestoneId, cycleId, estimateMinutes, startOn, dueOn };
  const rows = places.map(({ task: row }) => ({ ...row, priority: priorities[row.priority] ?? "none" }));
  const changed = rows.flatMap((row) => {
    const changes = changesOf(row, { ...fields, priority });
    return Object.keys(changes).length > 0 ? [{ row, changes }] : [];
  });
  if (changed.length === 0) return [];
  for (const { row, changes } of changed) {
    requireDays(startOn === undefined ? row.startOn : startOn, dueOn === undefined ? row.dueOn : dueOn);
    told.set(row.id, changes);
  }
  const given = { ...fields, ...(priority && { priority: priorities.indexOf(priority) }) };
  await ctx.db
    .update(task)
    .set({ ...given, version: sql`${task.version} + 1` })
    .where(
      inArray(
        task.id,
        changed.map(({ row }) => row.id),
      ),
    );
  const names = (["priority", "milestoneId", "cycleId", "estimateMinutes", "startOn", "dueOn"] as const).filter(
    (field) => ({ ...fields, priority })[field] !== undefined,
  );
  return previousValues(
    changed.map(({ row }) => row),
    names,
  );
}

interface Hanging {
  readonly table: typeof taskAssignee | typeof taskLabel;
  readonly field: "assigneeIds" | "labelIds";
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Puts people or labels on tasks and takes others off, and notes where that made a difference. @returns what was added, by task */
async function hangMany(
  ctx: ServiceContext,
  places: readonly TaskPlace[],
  { table, field, add, remove }: Hanging,
  undo: UpdateManyTasksInput[],
  told: Map<string, Changes>,
): Promise<Map<string, string[]>> {
  const added = new Map<string, string[]>();
  if (places.length === 0 || add.length + remove.length === 0) return added;
  const ids = places.map(({ task: { id } }) => id);
  const column = table === taskAssignee ? taskAssignee.memberId : taskLabel.labelId;
  const rows = await ctx.db
    .select({ taskId: table.taskId, other: column })
    .from(table)
    .where(inArray(table.taskId, ids));
  const before = new Map(ids.map((id) => [id, rows.filter(({ taskId }) => taskId === id).map(({ other }) => other)]));
  const [name, key] = table === taskAssignee ? ["AssigneeIds", "memberId"] : ["LabelIds", "labelId"];
  for (const other of new Set(add)) {
    const to = ids.filter((id) => !before.get(id)?.includes(other));
    if (to.length === 0) continue;
    for (const id of to) added.set(id, [...(added.get(id) ?? []), other]);
    undo.push({ ids: to, [`remove${name}`]: [other] });
  }
  const hung = [...added].flatMap(([taskId, others]) =>
    others.map((other) => ({ id: uuidv7(), taskId, [key]: other })),
  );
  await insertMany(ctx.db, table, hung);
  const goes = [...new Set(remove)].filter((other) => !add.includes(other));
  for (const other of goes) {
    const from = ids.filter((id) => before.get(id)?.includes(other));
    if (from.length > 0) undo.push({ ids: from, [`add${name}`]: [other] });
  }
  if (goes.length > 0) await ctx.db.delete(table).where(and(inArray(table.taskId, ids), inArray(column, goes)));
  for (const id of ids) {
    const was = before.get(id) ?? [];
    const now = [...was.filter((other) => !remove.includes(other) || add.includes(other)), ...(added.get(id) ?? [])];
    const changes = changesOf({ [field]: was.toSorted() }, { [field]: now.toSorted() });
    if (Object.keys(changes).length > 0) told.set(id, { ...told.get(id), ...changes });
  }
  return added;
}

/** Puts tasks at the end of a column, in the order they have here, with all that follows from where they then stand. */
export async function moveMany(
  ctx: ServiceContext,
  places: readonly TaskPlace[],
  to: Column,
): Promise<UpdateManyTasksInput[]> {
  const moving = places.filter(({ task: row }) => row.statusId !== to.id);
  const [first] = moving;
  if (!first) return [];
  const rows = moving.map((place) => place.task);
  const ranks = await placesAtEnd(ctx, to, rows.length);
  const left = await ctx.db
    .select({ id: taskStatus.id, name: taskStatus.name })
    .from(taskStatus)
    .where(inArray(taskStatus.id, [...new Set(rows.map((row) => row.statusId))]));
  const names = new Map(left.map(({ id, name }) => [id, name]));
  const ends = isEnding(to.kind);
  const placed = rows.map((row, index) => ({
    id: row.id,
    rank: ranks[index],
    statusId: to.id,
    closedAt: ends ? (row.closedAt ?? new Date()) : null,
  }));
  const counted = [sql`version = ${task.version} + 1`, sql`updated_at = now()`];
  await updateMany(ctx.db, task, ["rank", "statusId", "closedAt"], placed, counted);
  await emitManyIn(
    ctx,
    first.project,
    taskMoved,
    rows.map((row) => ({
      entityId: row.id,
      payload: { from: { id: row.statusId, name: names.get(row.statusId) ?? "" }, to: { id: to.id, name: to.name } },
    })),
  );
  const turned = rows.filter((row) => ends !== (row.closedAt !== null));
  const about = turned.map((row) => ({ ...row, project: first.project }));
  await tellProgress(ctx, about, to.name);
  if (to.kind === "done") await makeNext(ctx, rows);
  return previousValues(rows, ["statusId"]);
}

/** Puts tasks in the bin; `restoreTasks` brings them back where they were. Throws NOT_FOUND where none is there. */
export async function removeTasks(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  return moveOutOf(ctx, ids, "there");
}

/** Throws NOT_FOUND where none was removed, CONFLICT `task.external_ref_taken` where it was imported again since. */
export async function restoreTasks(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  return moveOutOf(ctx, ids, "removed");
}

async function moveOutOf(ctx: ServiceContext, ids: readonly string[], state: BinState) {
  const places = await lockTasks(ctx, ids, "work", state);
  if (places.length === 0) throw notFound("projects.task");
  const found = places.map(({ task: { id } }) => id);
  await ctx.db
    .update(task)
    .set({ ...awayFrom(state), version: sql`${task.version} + 1` })
    .where(inArray(task.id, found))
    .catch(explainRef);
  const facts = places.map(({ project, task: { id, number } }) => ({
    place: project,
    entityId: id,
    payload: { key: keyOfTask(project, number) },
  }));
  await emitAcross(ctx, state === "there" ? taskRemoved : taskRestored, facts);
  return { ids: found };
}
