import { addDays } from "@steward/contracts/kernel/day";
import type { TaskRangeInput, Workload, WorkloadPerson } from "@steward/contracts/projects/task-views";
import { member, task, taskAssignee } from "@steward/db/schema";
import { type BusinessCalendar, isWorkingDay } from "@steward/planning/calendar";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";
import { readCalendar, workingMinutes } from "./project/calendar.ts";
import { idsWithin } from "./task/calendar.ts";
import { whereTasks } from "./task/filter.ts";

/** A task as it weighs on those who are to do it. */
export interface Burden {
  /** Null: nobody is to do it. */
  readonly memberId: string | null;
  readonly name: string | null;
  readonly startOn: string | null;
  readonly dueOn: string | null;
  readonly estimateMinutes: number | null;
  /** How many share it. */
  readonly sharers: number;
}

const nobody = { memberId: "", name: "" };

/**
 * Who has how much to do on which day: the estimates of open tasks, shared evenly among their assignees and spread over the
 * working days from first to last. Two statements.
 */
export async function getWorkload(ctx: ServiceContext, { from, to, filter }: TaskRangeInput): Promise<Workload> {
  const [calendar, burdens] = await Promise.all([
    readCalendar(ctx, filter.projectId ?? null),
    ctx.db
      .select({
        memberId: member.id,
        name: member.name,
        startOn: task.startOn,
        dueOn: task.dueOn,
        estimateMinutes: task.estimateMinutes,
        sharers: sql<number>`greatest(1, (select count(*) from ${taskAssignee} a
          where a.tenant_id = ${task.tenantId} and a.task_id = ${task.id}))::int`,
      })
      .from(task)
      .leftJoin(taskAssignee, and(eq(taskAssignee.tenantId, task.tenantId), eq(taskAssignee.taskId, task.id)))
      .leftJoin(member, and(eq(member.tenantId, task.tenantId), eq(member.id, taskAssignee.memberId)))
      .where(
        sql`${task.id} = any(array(${idsWithin(ctx, { from, to }, and(whereTasks(ctx, { filter }), isNull(task.closedAt)))}))`,
      ),
  ]);
  return { people: spread(calendar, burdens, from, to) };
}

/** What weighs on whom by day; people by name, and last what nobody is to do. */
export function spread(
  calendar: BusinessCalendar,
  burdens: readonly Burden[],
  from: string,
  to: string,
): WorkloadPerson[] {
  const days: { day: string; capacityMinutes: number }[] = [];
  for (let day = from; day <= to; day = addDays(day, 1))
    days.push({ day, capacityMinutes: workingMinutes(calendar, day) });
  const people = new Map<string, WorkloadPerson>();
  for (const burden of burdens) {
    const { memberId, name } =
      burden.memberId === null ? nobody : { memberId: burden.memberId, name: burden.name ?? "" };
    const person = people.get(memberId) ?? {
      memberId,
      name,
      days: days.map((day) => ({ ...day, minutes: 0, taskCount: 0 })),
      unestimatedCount: 0,
    };
    people.set(memberId, person);
    if (burden.estimateMinutes === null) person.unestimatedCount += 1;
    const weights = weightsOf(calendar, burden);
    for (const day of person.days) {
      const minutes = weights.get(day.day);
      if (minutes === undefined) continue;
      day.minutes += minutes;
      day.taskCount += 1;
    }
  }
  return [...people.values()].sort(
    (one, other) => Number(one.memberId === "") - Number(other.memberId === "") || one.name.localeCompare(other.name),
  );
}

/** Longer than any plan; a task that was dated by mistake shall not be walked through for ever. */
const maxSpanDays = 3_660;

/** One person's part of a task by day, in whole minutes that add up to it. Between days off it weighs on its first day. */
function weightsOf(
  calendar: BusinessCalendar,
  { startOn, dueOn, estimateMinutes, sharers }: Burden,
): Map<string, number> {
  const first = startOn ?? dueOn;
  const last = dueOn ?? startOn;
  if (!first || !last) return new Map();
  const span: string[] = [];
  for (let day = first, seen = 0; day <= last && seen < maxSpanDays; day = addDays(day, 1), seen += 1) {
    if (isWorkingDay(calendar, day)) span.push(day);
  }
  const days = span.length > 0 ? span : [first];
  const share = (estimateMinutes ?? 0) / sharers;
  const until = (count: number) => Math.round((share * count) / days.length);
  return new Map(days.map((day, index) => [day, until(index + 1) - until(index)]));
}
