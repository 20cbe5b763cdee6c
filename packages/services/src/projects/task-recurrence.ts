import { invalidField } from "@steward/contracts";
import type { TaskReason } from "@steward/contracts/projects/task";
import { taskCreated } from "@steward/contracts/projects/task";
import { checklistItem, task, taskAssignee, taskLabel } from "@steward/db/schema";
import { nextOccurrences, recurrenceFault } from "@steward/planning/recurrence";
import { asc, eq } from "drizzle-orm";
import { type ServiceContext, today } from "../kernel/index.ts";
import { emitIn, type ProjectPlace, requireProject, type TaskRecord } from "../projects-access/index.ts";
import { tellAssigned } from "./task-notice.ts";
import { keyOfTask } from "./task-queries.ts";
import { lockFirstColumn } from "./task-rank.ts";
import { draftOf, insertTasks } from "./task-rows.ts";

type Recurring = Pick<TaskRecord, "recurrence" | "startOn" | "dueOn">;

/** Throws INVALID `task.recurrence_invalid` for what is no rule, or one that never comes true. */
export function requireRule(ctx: Pick<ServiceContext, "tenant">, rule: string | null | undefined): void {
  if (!rule) return;
  const fault = recurrenceFault({ rule, start: `${today(ctx)}T00:00`, timeZone: "UTC" });
  if (fault) {
    const reason: TaskReason = "task.recurrence_invalid";
    throw invalidField("recurrence", reason, `This is no rule to go by: ${fault.part}`);
  }
}

/**
 * The days of the occurrence after this one, and the rule that is left; null where it was the last. The rule counts from the
 * day it is due, else from its first day, else from today; the other day keeps its distance.
 */
export function nextTime(
  { recurrence, startOn, dueOn }: Recurring,
  now: string,
): { startOn: string | null; dueOn: string | null; recurrence: string } | null {
  if (!recurrence) return null;
  const left = countDown(recurrence);
  if (left === null) return null;
  const anchor = dueOn ?? startOn ?? now;
  const start = `${anchor}T00:00`;
  const [next] = nextOccurrences({ rule: recurrence, start, timeZone: "UTC" }, new Date(`${anchor}T00:00:00Z`), 1);
  if (!next) return null;
  const shift = (Date.parse(next.day) - Date.parse(anchor)) / dayMs;
  return {
    startOn: startOn && shifted(startOn, shift),
    dueOn: dueOn ? shifted(dueOn, shift) : startOn ? null : next.day,
    recurrence: left,
  };
}

const dayMs = 86_400_000;
const shifted = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** Each occurrence is the first of those that are left: `COUNT=3` becomes `COUNT=2`, and after the last there is none. */
function countDown(rule: string): string | null {
  const [, digits] = /(?:^|;)COUNT=(\d+)/i.exec(rule) ?? [];
  if (digits === undefined) return rule;
  const left = Number(digits) - 1;
  return left < 1 ? null : rule.replace(/COUNT=\d+/i, `COUNT=${left}`);
}

/**
 * Makes the next occurrence of a task that was done: like it, with nothing ticked off, at the end of the first column. Its
 * row is held and names none that followed, so there is one, however often it is done.
 */
export async function makeNext(ctx: ServiceContext, done: TaskRecord): Promise<void> {
  const time = nextTime(done, today(ctx));
  if (!time) return;
  const [made] = await ctx.db.select({ id: task.id }).from(task).where(eq(task.recurredFromId, done.id)).limit(1);
  if (made) return;
  const { project }: ProjectPlace = await requireProject(ctx, done.projectId, "work", { lock: true });
  const column = await lockFirstColumn(ctx, done.projectId);
  const [assignees, labels, lines] = await Promise.all([
    ctx.db.select({ id: taskAssignee.memberId }).from(taskAssignee).where(eq(taskAssignee.taskId, done.id)),
    ctx.db.select({ id: taskLabel.labelId }).from(taskLabel).where(eq(taskLabel.taskId, done.id)),
    ctx.db
      .select({ text: checklistItem.text })
      .from(checklistItem)
      .where(eq(checklistItem.taskId, done.id))
      .orderBy(asc(checklistItem.rank), asc(checklistItem.id)),
  ]);
  const { title, description, priority, parentId, milestoneId, reporterId, estimateMinutes, customFields } = done;
  const like = { title, description, priority, parentId, milestoneId, reporterId, estimateMinutes, customFields };
  const draft = draftOf({
    ...like,
    ...time,
    statusId: column.id,
    recurredFromId: done.id,
    assigneeIds: assignees.map(({ id }) => id),
    labelIds: labels.map(({ id }) => id),
    checklist: lines.map(({ text }) => ({ text, isDone: false })),
  });
  const [next] = await insertTasks(ctx, project.id, [draft]);
  if (!next) return;
  await emitIn(ctx, project, taskCreated, next.id, { key: keyOfTask(project, next.number), title });
  await tellAssigned(ctx, { ...next, project }, draft.assigneeIds);
}
