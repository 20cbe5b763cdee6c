import type { BusinessCalendar } from "./calendar.ts";
import { type Dependency, type Graph, graphOf } from "./network.ts";
import { daysOf, startOn, type WorkingNumbers, workingNumbers } from "./schedule.ts";

/** A task with the dates it has now. */
export interface DatedTask {
  readonly id: string;
  /** ISO date; a milestone's day. */
  readonly start: string;
  /** Working days, none for a milestone. */
  readonly durationDays: number;
  /** Has begun or is done: it stays, whatever it waits for. */
  readonly isFixed?: boolean;
  /** The task it is a part of, if that is among the tasks: it goes along where that one goes. */
  readonly parentId?: string | null;
}

/** What somebody wants: a task to begin on another day, to take longer or shorter, or both. */
export interface Move {
  readonly id: string;
  readonly start: string;
  readonly durationDays: number;
}

export interface DateChange {
  readonly id: string;
  readonly start: string;
  /** The last day of work. */
  readonly finish: string;
}

export interface Rescheduling {
  /** The moved task first, the others after whatever they wait for. */
  readonly changes: readonly DateChange[];
  /** Dependencies of what is changed that stay broken, because the successor is fixed. */
  readonly broken: readonly { readonly predecessorId: string; readonly successorId: string }[];
}

/**
 * What has to change with a move so that no dependency of what it touches is broken. The moved task goes where it is
 * wanted, or as near to it as what it waits for lets it. What waits for it is put off as far as it must be and no further;
 * `pull` also brings it forward as far as it may, though not to before the moved task. The parts of whatever goes elsewhere
 * go along by as many working days, unless they have begun; those of a task that only takes longer or shorter stay. Nothing
 * else is touched, not even where its dependencies were broken before.
 * @throws CycleError
 * @throws RangeError where the moved task is not among the tasks.
 */
export function reschedule(
  plan: {
    readonly calendar: BusinessCalendar;
    readonly tasks: readonly DatedTask[];
    readonly dependencies: readonly Dependency[];
  },
  move: Move,
  { pull = false }: { readonly pull?: boolean } = {},
): Rescheduling {
  const tasks = plan.tasks.map((task) => (task.id === move.id ? { ...task, durationDays: move.durationDays } : task));
  const graph = graphOf(tasks, plan.dependencies);
  const moved = graph.placeOf.get(move.id);
  if (moved === undefined) throw new RangeError("The moved task is not there");
  const days = workingNumbers(plan.calendar);
  const now = plan.tasks.map(({ start, durationDays }) => startOn(days, start, durationDays));
  /** Where everything is, given how far some parts go along. */
  const settle = (carried: ReadonlyMap<number, number>) => {
    const starts = [...now];
    starts[moved] = Math.max(startOn(days, move.start, move.durationDays), allowed(graph, starts, moved));
    const touched = touchedBy(graph, moved, carried.keys());
    for (const place of touched.slice(1)) {
      if (tasks[place]?.isFixed) continue;
      const by = carried.get(place);
      const stays = pull && by === undefined ? (starts[moved] ?? 0) : (now[place] ?? 0) + (by ?? 0);
      starts[place] = Math.max(stays, allowed(graph, starts, place));
    }
    return { starts, touched };
  };
  const carries = (place: number) => place !== moved || tasks[place]?.durationDays === plan.tasks[place]?.durationDays;
  const ancestors = ancestorsOf(tasks, graph);
  const carried = new Map<number, number>();
  let { starts, touched } = settle(carried);
  // What goes along may push others that have parts. Each is taken along once, so there is an end to it.
  for (let known = -1; known < carried.size; { starts, touched } = settle(carried)) {
    known = carried.size;
    for (const [place, above] of ancestors) {
      if (place === moved || carried.has(place) || tasks[place]?.isFixed) continue;
      const gone = above.find((parent) => carries(parent) && starts[parent] !== now[parent]);
      if (gone !== undefined) carried.set(place, (starts[gone] ?? 0) - (now[gone] ?? 0));
    }
  }
  const changed = touched.filter((place) => place === moved || starts[place] !== now[place]);
  return {
    changes: changed.map((place) => changeOf(tasks, days, starts, place)),
    broken: brokenBy(plan.tasks, graph, starts, touched),
  };
}

/** The moved task first, then whatever goes along with it or waits for any of these, directly or not, in order. */
function touchedBy({ order, outgoing }: Graph, moved: number, others: Iterable<number>): number[] {
  const isTouched = new Set([moved, ...others]);
  const touched = order.filter((place) => {
    if (!isTouched.has(place)) return false;
    for (const { to } of outgoing[place] ?? []) isTouched.add(to);
    return place !== moved;
  });
  return [moved, ...touched];
}

/** What each task is a part of, the nearest first; of those alone that are part of something. */
function ancestorsOf(tasks: readonly DatedTask[], { placeOf }: Graph): Map<number, number[]> {
  const parents = tasks.map(({ parentId }) => (parentId ? placeOf.get(parentId) : undefined));
  const above = (place: number): number[] => {
    const parent = parents[place];
    return parent === undefined ? [] : [parent, ...above(parent)];
  };
  return new Map(parents.flatMap((parent, place) => (parent === undefined ? [] : [[place, above(place)]])));
}

/** The earliest start that whatever a task waits for allows. */
function allowed({ incoming }: Graph, starts: readonly number[], place: number): number {
  return (incoming[place] ?? []).reduce(
    (latest, { from, offset }) => Math.max(latest, (starts[from] ?? 0) + offset),
    Number.NEGATIVE_INFINITY,
  );
}

function changeOf(
  tasks: readonly DatedTask[],
  days: WorkingNumbers,
  starts: readonly number[],
  place: number,
): DateChange {
  const { id = "", durationDays = 0 } = tasks[place] ?? {};
  return { id, ...daysOf(days, starts[place] ?? 0, durationDays) };
}

function brokenBy(
  tasks: readonly DatedTask[],
  { outgoing }: Graph,
  starts: readonly number[],
  touched: readonly number[],
) {
  return touched.flatMap((place) =>
    (outgoing[place] ?? [])
      .filter(({ to, offset }) => (starts[to] ?? 0) < (starts[place] ?? 0) + offset)
      .map(({ to }) => ({ predecessorId: tasks[place]?.id ?? "", successorId: tasks[to]?.id ?? "" })),
  );
}
