import { type BusinessCalendar, workingDayAt, workingDaysBefore } from "./calendar.ts";
import { dayNumber, isoDay } from "./day-number.ts";
import { type Dependency, type Graph, graphOf } from "./network.ts";

/**
 * The critical path (Kelley & Walker, "Critical-Path Planning and Scheduling", 1959, in the notation of precedence
 * diagrams): one pass forward over the tasks gives the earliest dates, one back the latest ones that do not delay the end.
 */

export interface ScheduleTask {
  readonly id: string;
  /** Working days, both ends included: a task from Monday to Tuesday has two. A milestone has none: it is reached by the evening of its day. */
  readonly durationDays: number;
  /** Begins on this day (ISO) at the earliest; without one, with the project. */
  readonly earliestStart?: string | null;
  /** Is to end by the evening of this day. Slack says by how much it does not. */
  readonly deadline?: string | null;
  /** Begins on this day whatever it waits for, because it has begun. */
  readonly fixedStart?: string | null;
}

export interface Network {
  readonly calendar: BusinessCalendar;
  /** The project's first day (ISO). */
  readonly start: string;
  readonly tasks: readonly ScheduleTask[];
  readonly dependencies: readonly Dependency[];
}

/** Days are ISO dates that are worked, a finish being the last day of work. Slack is in working days. */
export interface ScheduledTask {
  readonly id: string;
  readonly earlyStart: string;
  readonly earlyFinish: string;
  readonly lateStart: string;
  readonly lateFinish: string;
  /** How far it can be put off before the project ends later, or a deadline or something that has begun is missed: negative where that is so already. */
  readonly totalSlackDays: number;
  /** How far it can be put off before anything else is. */
  readonly freeSlackDays: number;
  readonly isCritical: boolean;
}

export interface Schedule {
  readonly tasks: readonly ScheduledTask[];
  /** The last day of the last task; null where there is none. */
  readonly finish: string | null;
}

/**
 * Early and late dates, slack and the critical path of a network, in time proportional to its tasks and dependencies.
 * @throws CycleError naming the tasks.
 */
export function schedule({ calendar, start, tasks, dependencies }: Network): Schedule {
  const graph = graphOf(tasks, dependencies);
  const days = workingNumbers(calendar);
  const starts = earlyStarts(graph, tasks, days, start);
  const finish = starts.reduce((latest, early, place) => Math.max(latest, early + (graph.durations[place] ?? 0)), 0);
  const latest = lateStarts(graph, tasks, days, starts, finish);
  const free = freeSlack(graph, starts, finish);
  return {
    finish: tasks.length === 0 ? null : days.at(finish - 1),
    tasks: tasks.map(({ id, durationDays }, place) => {
      const [first = 0, last = 0] = [starts[place], latest[place]];
      const [early, late] = [daysOf(days, first, durationDays), daysOf(days, last, durationDays)];
      return {
        id,
        earlyStart: early.start,
        earlyFinish: early.finish,
        lateStart: late.start,
        lateFinish: late.finish,
        totalSlackDays: last - first,
        freeSlackDays: free[place] ?? 0,
        isCritical: last <= first,
      };
    }),
  };
}

/** Numbers of working days, each looked up once: a project has many tasks on few days. */
export interface WorkingNumbers {
  /** How many working days come before an ISO date. */
  before(day: string): number;
  /** How many have come by its evening. */
  through(day: string): number;
  at(number: number): string;
}

export function workingNumbers(calendar: BusinessCalendar): WorkingNumbers {
  const numbers = new Map<string, number>();
  const names = new Map<number, string>();
  const before = (day: string) => {
    const number = numbers.get(day) ?? workingDaysBefore(calendar, day);
    numbers.set(day, number);
    return number;
  };
  return {
    before,
    through: (day) => before(isoDay(dayNumber(day) + 1)),
    at: (number) => {
      const day = names.get(number) ?? workingDayAt(calendar, number);
      names.set(number, day);
      return day;
    },
  };
}

/** When a task begins that is wanted on a day: a milestone is reached in the evening, so it stands before the next morning. */
export function startOn(days: WorkingNumbers, day: string, durationDays: number): number {
  return days.before(day) + (durationDays === 0 ? 1 : 0);
}

/** The days of a task by the number it begins at: a milestone's is the one that has just ended. */
export function daysOf(days: WorkingNumbers, start: number, durationDays: number): { start: string; finish: string } {
  const finish = days.at(start + durationDays - 1);
  return { start: durationDays === 0 ? finish : days.at(start), finish };
}

/** The pass forward: a task begins when all that it waits for lets it, unless it has begun. */
function earlyStarts(graph: Graph, tasks: readonly ScheduleTask[], days: WorkingNumbers, start: string): number[] {
  const starts = tasks.map((task) => startOn(days, task.fixedStart ?? task.earliestStart ?? start, task.durationDays));
  for (const place of graph.order) {
    if (tasks[place]?.fixedStart) continue;
    for (const { from, offset } of graph.incoming[place] ?? []) {
      starts[place] = Math.max(starts[place] ?? 0, (starts[from] ?? 0) + offset);
    }
  }
  return starts;
}

/**
 * The pass back. What has begun keeps what it waits for to its dates; its own late dates are those it could have had, so
 * that it is critical only if something depends on it.
 */
function lateStarts(
  graph: Graph,
  tasks: readonly ScheduleTask[],
  days: WorkingNumbers,
  starts: readonly number[],
  finish: number,
): number[] {
  const latest = tasks.map(
    ({ durationDays, deadline }) => Math.min(finish, deadline ? days.through(deadline) : finish) - durationDays,
  );
  for (const place of graph.order.toReversed()) {
    for (const { to, offset } of graph.outgoing[place] ?? []) {
      const limit = (tasks[to]?.fixedStart ? starts[to] : latest[to]) ?? 0;
      latest[place] = Math.min(latest[place] ?? 0, limit - offset);
    }
  }
  return latest;
}

function freeSlack({ outgoing, durations }: Graph, starts: readonly number[], finish: number): number[] {
  return starts.map((start, place) =>
    (outgoing[place] ?? []).reduce(
      (least, { to, offset }) => Math.min(least, (starts[to] ?? 0) - offset - start),
      finish - (durations[place] ?? 0) - start,
    ),
  );
}
