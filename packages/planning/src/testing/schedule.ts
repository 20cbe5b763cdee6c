import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { BusinessCalendar } from "../calendar.ts";
import { CycleError, type Dependency, dependencyTypes, graphOf } from "../network.ts";
import { type Network, type ScheduledTask, type ScheduleTask, schedule } from "../schedule.ts";
import { randomCalendar, step, stepsTo, workedFrom } from "./calendar.ts";

/**
 * The laws of scheduling, over random networks: dates, slack and critical path are those of a computation that shares
 * nothing with the one under test. It has no order of tasks and no numbers of days. It walks the calendar day by day and
 * moves dates until nothing moves any more (Bellman–Ford). Networks with a circle are refused, naming one.
 * @returns how many networks were compared and how many of those refused.
 * @throws with the smallest network that breaks a law, and the seed that repeats the run.
 */
export function proveScheduling(runs: number): { compared: number; refused: number } {
  let [compared, refused] = [0, 0];
  fc.assert(
    fc.property(randomNetwork, (network) => {
      const found = schedule(network);
      const expected = relaxed(network);
      if (!isDeepStrictEqual(found, expected)) {
        throw new Error(`found    ${JSON.stringify(found)}\nexpected ${JSON.stringify(expected)}`);
      }
      compared += 1;
    }),
    { numRuns: runs },
  );
  fc.assert(
    fc.property(randomNetwork, fc.nat(), fc.nat(), (network, start, length) => {
      const dependencies = [...network.dependencies, ...circle(network.tasks, start, length)];
      refuses({ ...network, dependencies });
      refused += 1;
    }),
    { numRuns: runs },
  );
  return { compared, refused };
}

function refuses({ tasks, dependencies }: Network): void {
  try {
    graphOf(tasks, dependencies);
  } catch (error) {
    if (!(error instanceof CycleError)) throw error;
    const { ids } = error;
    const isCircle = ids.every((id, at) =>
      dependencies.some(
        ({ predecessorId, successorId }) => predecessorId === id && successorId === ids[(at + 1) % ids.length],
      ),
    );
    if (isCircle && ids.length > 0) return;
    throw new Error(`names ${ids.join(", ")}, which is no circle`);
  }
  throw new Error("a circle was let through");
}

/** Each of some tasks waits for the next, and the last for the first. */
function circle(tasks: readonly ScheduleTask[], start: number, length: number): Dependency[] {
  const size = 1 + (length % tasks.length);
  const ids = Array.from({ length: size }, (_, at) => tasks[(start + at) % tasks.length]?.id ?? "");
  return ids.map((id, at) => ({
    predecessorId: id,
    successorId: ids[(at + 1) % size] ?? "",
    type: dependencyTypes[at % dependencyTypes.length] ?? "FS",
    lagDays: 0,
  }));
}

const projectDay = fc.integer({ min: 0, max: 120 }).map((days) => isoOf(Date.UTC(2026, 1, 1 + days)));
const isoOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const sometimes = <Value>(value: fc.Arbitrary<Value>, freq: number) => fc.option(value, { freq, nil: null });

const randomTask = fc.record({
  durationDays: fc.integer({ min: 0, max: 6 }),
  earliestStart: sometimes(projectDay, 1),
  deadline: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, projectDay),
  fixedStart: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, projectDay),
});

/** Tasks in no particular order, with dependencies of all types that lead one way only. */
export const randomNetwork: fc.Arbitrary<Network> = fc
  .tuple(
    randomCalendar,
    projectDay,
    fc.array(randomTask, { minLength: 1, maxLength: 12 }),
    fc.array(
      fc.record({
        one: fc.nat(),
        other: fc.nat(),
        type: fc.constantFrom(...dependencyTypes),
        lagDays: fc.integer({ min: -4, max: 4 }),
      }),
      { maxLength: 24 },
    ),
    fc.infiniteStream(fc.nat()),
  )
  .map(([calendar, start, tasks, pairs, salt]) => {
    const named = tasks.map((task, place) => ({ ...task, id: `t${place}` }));
    // Which way is decided by a rank that has nothing to do with the order in the list.
    const ranks = named.map(() => salt.next().value);
    const leads = (a: number, b: number) => (ranks[a] ?? 0) < (ranks[b] ?? 0) || (ranks[a] === ranks[b] && a < b);
    const dependencies = pairs.flatMap(({ one, other, type, lagDays }) => {
      const [a, b] = [one % named.length, other % named.length];
      if (a === b) return [];
      const [from, to] = leads(a, b) ? [a, b] : [b, a];
      return [{ predecessorId: `t${from}`, successorId: `t${to}`, type, lagDays }];
    });
    return { calendar, start, tasks: named, dependencies };
  });

/** A task between the mornings at which it begins and would go on: days that are worked, in a calendar that is walked. */
interface Dates {
  start: string;
  end: string;
}

function relaxed(network: Network) {
  const { calendar, tasks, dependencies } = network;
  const early = new Map(tasks.map((task) => [task.id, earliest(network, task)]));
  untilNothingMoves(dependencies, (dependency) => {
    const successor = tasks.find(({ id }) => id === dependency.successorId);
    const dates = early.get(dependency.successorId);
    const before = early.get(dependency.predecessorId);
    if (!successor || !dates || !before || successor.fixedStart) return false;
    const limit = stepsTo(calendar, dependency.type.startsWith("F") ? before.end : before.start, dependency.lagDays);
    if ((dependency.type.endsWith("S") ? dates.start : dates.end) >= limit) return false;
    const start = dependency.type.endsWith("S") ? limit : stepsTo(calendar, limit, -successor.durationDays);
    early.set(successor.id, datesFrom(calendar, start, successor.durationDays));
    return true;
  });
  const finish =
    [...early.values()]
      .map(({ end }) => end)
      .toSorted()
      .at(-1) ?? "";
  const late = latest(network, early, finish);
  return {
    finish: stepsTo(calendar, finish, -1),
    tasks: tasks.map((task) => scheduled(network, task, early, late, finish)),
  };
}

function earliest({ calendar, start }: Network, task: ScheduleTask): Dates {
  const wanted = workedFrom(calendar, task.fixedStart ?? task.earliestStart ?? start);
  // A milestone is reached in the evening: it stands before the next morning.
  return datesFrom(calendar, task.durationDays === 0 ? stepsTo(calendar, wanted, 1) : wanted, task.durationDays);
}

function latest({ calendar, tasks, dependencies }: Network, early: ReadonlyMap<string, Dates>, finish: string) {
  const late = new Map(
    tasks.map(({ id, durationDays, deadline }) => {
      const due = deadline ? workedFrom(calendar, step(deadline, 1)) : finish;
      return [id, datesTo(calendar, due < finish ? due : finish, durationDays)];
    }),
  );
  untilNothingMoves(dependencies, (dependency) => {
    const predecessor = tasks.find(({ id }) => id === dependency.predecessorId);
    const successor = tasks.find(({ id }) => id === dependency.successorId);
    const dates = late.get(dependency.predecessorId);
    const after = (successor?.fixedStart ? early : late).get(dependency.successorId);
    if (!predecessor || !dates || !after) return false;
    const limit = stepsTo(calendar, dependency.type.endsWith("S") ? after.start : after.end, -dependency.lagDays);
    if ((dependency.type.startsWith("F") ? dates.end : dates.start) <= limit) return false;
    const end = dependency.type.startsWith("F") ? limit : stepsTo(calendar, limit, predecessor.durationDays);
    late.set(predecessor.id, datesTo(calendar, end, predecessor.durationDays));
    return true;
  });
  return late;
}

function scheduled(
  { calendar, dependencies }: Network,
  { id, durationDays }: ScheduleTask,
  early: ReadonlyMap<string, Dates>,
  late: ReadonlyMap<string, Dates>,
  finish: string,
): ScheduledTask {
  const [first, last] = [early.get(id), late.get(id)];
  if (!first || !last) throw new Error("A task without dates");
  const rooms = dependencies
    .filter(({ predecessorId }) => predecessorId === id)
    .map(({ successorId, type, lagDays }) => {
      const next = early.get(successorId) ?? first;
      const here = stepsTo(calendar, type.startsWith("F") ? first.end : first.start, lagDays);
      return counted(calendar, here, type.endsWith("S") ? next.start : next.end);
    });
  const total = counted(calendar, first.start, last.start);
  return {
    id,
    earlyStart: durationDays === 0 ? stepsTo(calendar, first.start, -1) : first.start,
    earlyFinish: stepsTo(calendar, first.end, -1),
    lateStart: durationDays === 0 ? stepsTo(calendar, last.start, -1) : last.start,
    lateFinish: stepsTo(calendar, last.end, -1),
    totalSlackDays: total,
    freeSlackDays: Math.min(counted(calendar, first.end, finish), ...rooms),
    isCritical: total <= 0,
  };
}

const datesFrom = (calendar: BusinessCalendar, start: string, days: number): Dates => ({
  start,
  end: stepsTo(calendar, start, days),
});

const datesTo = (calendar: BusinessCalendar, end: string, days: number): Dates => ({
  start: stepsTo(calendar, end, -days),
  end,
});

function untilNothingMoves(dependencies: readonly Dependency[], relax: (dependency: Dependency) => boolean): void {
  while (dependencies.map(relax).some((moved) => moved));
}

/** Whether tasks on these days do not fulfil a dependency; a milestone's day is the one in whose evening it is reached. */
export function isBroken(
  calendar: BusinessCalendar,
  { type, lagDays }: Dependency,
  predecessor: { start: string; durationDays: number },
  successor: { start: string; durationDays: number },
): boolean {
  const [before, after] = [predecessor, successor].map(({ start, durationDays }) =>
    datesFrom(calendar, stepsTo(calendar, start, durationDays === 0 ? 1 : 0), durationDays),
  );
  if (!before || !after) return false;
  const limit = stepsTo(calendar, type.startsWith("F") ? before.end : before.start, lagDays);
  return (type.endsWith("S") ? after.start : after.end) < limit;
}

/** Steps from one working day to another. */
function counted(calendar: BusinessCalendar, from: string, to: string): number {
  if (to < from) return -counted(calendar, to, from);
  let steps = 0;
  for (let day = from; day < to; day = stepsTo(calendar, day, 1)) steps += 1;
  return steps;
}

/** As many tasks as asked for, each waiting for a few of those before it: what speed is measured on, the same each time. */
export function largeNetwork(calendar: BusinessCalendar, size: number): Network {
  const tasks = Array.from({ length: size }, (_, place) => ({ id: `t${place}`, durationDays: place % 7 }));
  const dependencies = tasks.flatMap(({ id }, place) =>
    [1 + (place % 3), 40 + (place % 50)]
      .filter((back) => back <= place)
      .map((back, at) => ({
        predecessorId: `t${place - back}`,
        successorId: id,
        type: dependencyTypes[(place + at) % dependencyTypes.length] ?? "FS",
        lagDays: (place % 5) - 2,
      })),
  );
  return { calendar, start: "2026-01-05", tasks, dependencies };
}
