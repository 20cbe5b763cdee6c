import type { CreateFromTemplateInput, ProjectDetail } from "@steward/contracts/projects/project";
import { uuidv7 } from "@steward/db";
import {
  checklistItem,
  customField,
  dependency,
  intakeForm,
  milestone,
  task,
  taskLabel,
  taskStatus,
  taskTemplate,
} from "@steward/db/schema";
import { addWorkingDays, type BusinessCalendar, workingDaysBetween } from "@steward/planning/calendar";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { insertMany, type ServiceContext } from "../../kernel/index.ts";
import { requireProject, rightsIn, type TaskRecord } from "../../projects-access/index.ts";
import { isEnding } from "../status/queries.ts";
import { draftOf, insertTasks } from "../task/rows.ts";
import { readCalendar } from "./calendar.ts";
import { insertProject } from "./project.ts";
import { getProject } from "./queries.ts";

/** The ids of what was copied, by those of what it was copied from. */
type Copies = ReadonlyMap<string, string>;

/**
 * Begins a project as a copy of another one, usually a template: its workflow, fields, form, milestones, templates, tasks with
 * their checklists, labels and dependencies. Nobody is given anything yet, and nothing has ended. The first day of all becomes
 * `startOn`; the others keep their distance from it in working days.
 * Throws NOT_FOUND, else as `createProject`.
 */
export async function createFromTemplate(ctx: ServiceContext, input: CreateFromTemplateInput): Promise<ProjectDetail> {
  const { templateId, startOn, isTemplate, ...given } = input;
  const place = await requireProject(ctx, templateId, "read");
  const { project: model } = place;
  const [calendar, tasks, milestones] = await Promise.all([
    readCalendar(ctx, templateId),
    ctx.db
      .select()
      .from(task)
      .where(and(eq(task.projectId, templateId), isNull(task.deletedAt)))
      .orderBy(asc(task.number)),
    ctx.db
      .select()
      .from(milestone)
      .where(and(eq(milestone.projectId, templateId), isNull(milestone.deletedAt))),
  ]);
  const shift = shiftTo(calendar, startOn, [
    model.startOn,
    ...tasks.flatMap((row) => [row.startOn, row.dueOn]),
    ...milestones.map((row) => row.dueOn),
  ]);
  const { description, budgetMinutes, budgetMinor, currency, hourlyRateMinor, calendarId } = model;
  // What a template is sold for is there to be copied; what other work is sold for is for those who lead it.
  const isTold = model.isTemplate || rightsIn(ctx, place).lead;
  const projectId = await insertProject(ctx, {
    ...{ description, budgetMinutes, currency, calendarId },
    ...(isTold && { budgetMinor, hourlyRateMinor }),
    visibility: model.visibility,
    ...given,
    isTemplate,
    startOn,
    dueOn: shift(model.dueOn),
  });
  const statuses = await copyRows(ctx, taskStatus, templateId, projectId);
  const fields = await copyRows(ctx, customField, templateId, projectId);
  await copyRows(ctx, taskTemplate, templateId, projectId);
  await copyForm(ctx, templateId, projectId, fields);
  const ids: Copies = new Map(milestones.map((row) => [row.id, uuidv7()]));
  await insertMany(
    ctx.db,
    milestone,
    milestones.map(({ id, name, description: text, dueOn }) => ({
      ...{ id: ids.get(id), projectId, name, description: text },
      dueOn: shift(dueOn),
    })),
  );
  await copyTasks(ctx, projectId, tasks, { shift, statuses, fields, milestones: ids });
  return getProject(ctx, projectId);
}

type Shift = (day: string | null) => string | null;

/** Moves days so that the first of them falls on `startOn`, or on the working day after it. */
export function shiftTo(calendar: BusinessCalendar, startOn: string, days: readonly (string | null)[]): Shift {
  const [first] = days.filter((day) => day !== null).sort();
  return (day) =>
    day === null || first === undefined
      ? day && startOn
      : addWorkingDays(calendar, startOn, Math.max(0, workingDaysBetween(calendar, first, day)));
}

interface Context {
  readonly shift: Shift;
  readonly statuses: Copies;
  readonly fields: Copies;
  readonly milestones: Copies;
}

async function copyTasks(
  ctx: ServiceContext,
  projectId: string,
  rows: readonly TaskRecord[],
  { shift, statuses, fields, milestones }: Context,
): Promise<void> {
  const copies: Copies = new Map(rows.map(({ id }) => [id, uuidv7()]));
  const ids = rows.map(({ id }) => id);
  const [lines, labels, ties, opens] = await Promise.all([
    ctx.db
      .select()
      .from(checklistItem)
      .where(inArray(checklistItem.taskId, ids))
      .orderBy(asc(checklistItem.rank), asc(checklistItem.id)),
    ctx.db.select().from(taskLabel).where(inArray(taskLabel.taskId, ids)),
    ctx.db.select().from(dependency).where(inArray(dependency.predecessorId, ids)),
    ctx.db
      .select({ id: taskStatus.id, kind: taskStatus.kind })
      .from(taskStatus)
      .where(eq(taskStatus.projectId, projectId))
      .orderBy(asc(taskStatus.position), asc(taskStatus.id)),
  ]);
  const open = opens.filter(({ kind }) => !isEnding(kind));
  const linesOf = Map.groupBy(lines, ({ taskId }) => taskId);
  const labelsOf = Map.groupBy(labels, ({ taskId }) => taskId);
  const named = (map: Copies, id: string | null) => (id === null ? null : (map.get(id) ?? null));
  const drafts = rows.map((row) => {
    const statusId = named(statuses, row.statusId);
    return draftOf({
      id: copies.get(row.id) ?? uuidv7(),
      title: row.title,
      description: row.description,
      // What was done in the model is to be done in its copy.
      statusId: open.find(({ id }) => id === statusId)?.id ?? open[0]?.id ?? "",
      priority: row.priority,
      parentId: named(copies, row.parentId),
      milestoneId: named(milestones, row.milestoneId),
      reporterId: ctx.actor.memberId,
      estimateMinutes: row.estimateMinutes,
      startOn: shift(row.startOn),
      dueOn: shift(row.dueOn),
      recurrence: row.recurrence,
      customFields: Object.fromEntries(
        Object.entries(row.customFields).flatMap(([id, value]) => {
          const copy = fields.get(id);
          return copy ? [[copy, value] as const] : [];
        }),
      ),
      labelIds: (labelsOf.get(row.id) ?? []).map(({ labelId }) => labelId),
      checklist: (linesOf.get(row.id) ?? []).map(({ text }) => ({ text, isDone: false })),
    });
  });
  for (let start = 0; start < drafts.length; start += chunk) {
    await insertTasks(ctx, projectId, drafts.slice(start, start + chunk));
  }
  const copied = ties.flatMap(({ predecessorId, successorId, type, lagDays }) => {
    const [predecessor, successor] = [copies.get(predecessorId), copies.get(successorId)];
    return predecessor && successor
      ? [{ id: uuidv7(), predecessorId: predecessor, successorId: successor, type, lagDays }]
      : [];
  });
  await insertMany(ctx.db, dependency, copied);
}

/** As many as `insertTasks` takes. */
const chunk = 1_000;

/** Copies what hangs on a project alone, without what was removed. */
async function copyRows(
  ctx: ServiceContext,
  table: typeof taskStatus | typeof customField | typeof taskTemplate,
  fromId: string,
  projectId: string,
): Promise<Copies> {
  const rows: Readonly<Record<string, unknown>>[] = await ctx.db
    .select()
    .from(table)
    .where(eq(table.projectId, fromId));
  const standing = rows.filter(({ deletedAt }) => !deletedAt);
  const copies = standing.map(
    ({ tenantId: _tenant, createdAt: _created, updatedAt: _updated, deletedAt: _deleted, ...row }) => ({
      ...row,
      id: uuidv7(),
      projectId,
      version: 1,
    }),
  );
  await insertMany(ctx.db, table, copies);
  return new Map(standing.map(({ id }, index) => [String(id), copies[index]?.id ?? ""]));
}

async function copyForm(ctx: ServiceContext, fromId: string, projectId: string, fields: Copies): Promise<void> {
  const [form] = await ctx.db.select().from(intakeForm).where(eq(intakeForm.projectId, fromId));
  if (!form) return;
  const { title, introduction, isOpen, fieldIds } = form;
  await ctx.db
    .insert(intakeForm)
    .values({ projectId, title, introduction, isOpen, fieldIds: fieldIds.flatMap((id) => fields.get(id) ?? []) });
}
