import { invalidField } from "@steward/contracts";
import { addDays } from "@steward/contracts/kernel/day";
import type { TaskReason } from "@steward/contracts/projects/task";
import { taskCreated } from "@steward/contracts/projects/task";
import { checklistItem, task, taskAssignee, taskLabel } from "@steward/db/schema";
import { nextOccurrences, recurrenceFault } from "@steward/planning/recurrence";
import { asc, inArray } from "drizzle-orm";
import { type ServiceContext, today } from "../../kernel/index.ts";
import { emitManyIn, requireProject, type TaskRecord } from "../../projects-access/index.ts";
import { tellAllAssigned } from "./notice.ts";
import { keyOfTask } from "./queries.ts";
import { lockFirstColumn } from "./rank.ts";
import { draftOf, insertTasks } from "./rows.ts";

type Recurring = Pick<TaskRecord, "recurrence" | "startOn" | "dueOn">;

/** Throws INVALID `task.recurrence_invalid` for what is no rule, one that never comes true, or one of hours. */
export function requireRule(ctx: Pick<ServiceContext, "tenant">, rule: string | null | undefined): void {
  if (!rule) return;
  const fault = recurrenceFault({ rule, start: `${today(ctx)}T00:00`, timeZone: "UTC" });
  const part = fault?.part ?? partOfHours(rule);
  if (part) {
    const reason: TaskReason = "task.recurrence_invalid";
    throw invalidField("recurrence", reason, `This is no rule to go by: ${part}`);
  }
}

/** Tasks have days: what says hours would bring the same day again (RFC 5545, section 3.3.10, of a DTSTART that is a DATE). */
function partOfHours(rule: string): string | undefined {
  return /(?:^|;)(FREQ=(?:SECOND|MINUTE|HOUR)LY|BY(?:SECOND|MINUTE|HOUR)=)/i.exec(rule)?.[1]?.split("=")[0];
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
    startOn: startOn && addDays(startOn, shift),
    dueOn: dueOn ? addDays(dueOn, shift) : startOn ? null : next.day,
    recurrence: left,
  };
}

const dayMs = 86_400_000;

/** Each occurrence is the first of those that are left: `COUNT=3` becomes `COUNT=2`, and after the last there is none. */
function countDown(rule: string): string | null {
  const [, digits] = /(?:^|;)COUNT=(\d+)/i.exec(rule) ?? [];
  if (digits === undefined) return rule;
  const left = Number(digits) - 1;
  return left < 1 ? null : rule.replace(/COUNT=\d+/i, `COUNT=${left}`);
}

/**
 * Makes the next occurrences of tasks of one project that were done: like them, with nothing ticked off, at the end of the
 * first column; whoever holds further tasks has taken that column before them. Their rows are held and name none that followed,
 * so there is one of each, however often it is done.
 */
export async function makeNext(ctx: ServiceContext, done: readonly TaskRecord[]): Promise<void> {
  const due = done.flatMap((row) => {
    const time = nextTime(row, today(ctx));
    return time ? [{ row, time }] : [];
  });
  const [first] = due;
  if (!first) return;
  const made = await ctx.db
    .select({ from: task.recurredFromId })
    .from(task)
    .where(inArray(task.recurredFromId, idsOf(due)));
  const followed = new Set(made.map(({ from }) => from));
  const wanted = due.filter(({ row }) => !followed.has(row.id));
  if (wanted.length === 0) return;
  const { project } = await requireProject(ctx, first.row.projectId, "work", { lock: true });
  const column = await lockFirstColumn(ctx, project.id);
  const hangingOn = await readHanging(ctx, idsOf(wanted));
  const drafts = wanted.map(({ row, time }) => {
    const { title, description, priority, parentId, milestoneId, reporterId, estimateMinutes, customFields } = row;
    const like = { title, description, priority, parentId, milestoneId, reporterId, estimateMinutes, customFields };
    return draftOf({ ...like, ...time, ...hangingOn(row.id), statusId: column.id, recurredFromId: row.id });
  });
  const next = await insertTasks(ctx, project.id, drafts);
  const facts = next.map(({ id, number, title }) => ({
    entityId: id,
    payload: { key: keyOfTask(project, number), title },
  }));
  await emitManyIn(ctx, project, taskCreated, facts);
  const given = next.map((about, index) => ({
    about: { ...about, project },
    to: drafts[index]?.assigneeIds ?? [],
  }));
  await tellAllAssigned(ctx, given);
}

const idsOf = (due: readonly { readonly row: TaskRecord }[]) => due.map(({ row }) => row.id);

/** Who is to do these tasks, the labels and the lines on them, by the task. */
async function readHanging({ db }: ServiceContext, ids: readonly string[]) {
  const [assignees, labels, lines] = await Promise.all([
    db.select().from(taskAssignee).where(inArray(taskAssignee.taskId, ids)),
    db.select().from(taskLabel).where(inArray(taskLabel.taskId, ids)),
    db
      .select({ taskId: checklistItem.taskId, text: checklistItem.text })
      .from(checklistItem)
      .where(inArray(checklistItem.taskId, ids))
      .orderBy(asc(checklistItem.rank), asc(checklistItem.id)),
  ]);
  const byTask = <Row extends { taskId: string }>(rows: readonly Row[]) => Map.groupBy(rows, ({ taskId }) => taskId);
  const [people, tags, toDo] = [byTask(assignees), byTask(labels), byTask(lines)];
  return (id: string) => ({
    assigneeIds: (people.get(id) ?? []).map(({ memberId }) => memberId),
    labelIds: (tags.get(id) ?? []).map(({ labelId }) => labelId),
    checklist: (toDo.get(id) ?? []).map(({ text }) => ({ text, isDone: false })),
  });
}
