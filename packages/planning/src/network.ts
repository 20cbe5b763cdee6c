/** Tasks that wait for each other, as a graph of places in a list. */

/** Which end of the predecessor holds which end of the successor: finish to start is the usual one. */
export const dependencyTypes = ["FS", "SS", "FF", "SF"] as const;
export type DependencyType = (typeof dependencyTypes)[number];

export interface Dependency {
  readonly predecessorId: string;
  readonly successorId: string;
  readonly type: DependencyType;
  /** Working days between the two ends; negative where they may overlap. */
  readonly lagDays: number;
}

/** Tasks that wait for each other in a circle, which no dates fulfil. */
export class CycleError extends Error {
  /** In the order in which they wait for each other; the first one waits for the last. */
  readonly ids: readonly string[];
  constructor(ids: readonly string[]) {
    super(`A cycle of ${ids.length} tasks`);
    this.name = "CycleError";
    this.ids = ids;
  }
}

/**
 * A dependency as what it comes to: the successor begins at the earliest so many working days after the predecessor
 * begins. With durations that are known, all four types are that (PMBOK, precedence diagramming).
 */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

export interface Graph {
  readonly durations: readonly number[];
  /** By predecessor. */
  readonly outgoing: readonly (readonly Link[])[];
  /** By successor. */
  readonly incoming: readonly (readonly Link[])[];
  /** Places, each after all that it waits for. */
  readonly order: readonly number[];
  readonly placeOf: ReadonlyMap<string, number>;
}

/**
 * @throws CycleError
 * @throws RangeError where a dependency names a task that is not there.
 */
export function graphOf(
  tasks: readonly { readonly id: string; readonly durationDays: number }[],
  dependencies: readonly Dependency[],
): Graph {
  const placeOf = new Map(tasks.map(({ id }, place) => [id, place]));
  const durations = tasks.map(({ durationDays }) => durationDays);
  const outgoing: Link[][] = tasks.map(() => []);
  const incoming: Link[][] = tasks.map(() => []);
  for (const dependency of dependencies) {
    const from = placeOf.get(dependency.predecessorId);
    const to = placeOf.get(dependency.successorId);
    if (from === undefined || to === undefined) throw new RangeError("A dependency of a task that is not there");
    const link = { from, to, offset: offsetOf(dependency, durations[from] ?? 0, durations[to] ?? 0) };
    outgoing[from]?.push(link);
    incoming[to]?.push(link);
  }
  const order = ordered(outgoing, incoming);
  if (order.length < tasks.length) throw new CycleError(cycleOutside(order, incoming).map((at) => tasks[at]?.id ?? ""));
  return { durations, outgoing, incoming, order, placeOf };
}

/** The ids of a circle among these dependencies, or null. */
export function findCycle(dependencies: readonly Dependency[]): readonly string[] | null {
  const ids = new Set(dependencies.flatMap(({ predecessorId, successorId }) => [predecessorId, successorId]));
  try {
    graphOf(
      [...ids].map((id) => ({ id, durationDays: 0 })),
      dependencies,
    );
    return null;
  } catch (error) {
    if (error instanceof CycleError) return error.ids;
    throw error;
  }
}

function offsetOf({ type, lagDays }: Dependency, predecessorDays: number, successorDays: number): number {
  switch (type) {
    case "FS":
      return predecessorDays + lagDays;
    case "SS":
      return lagDays;
    case "FF":
      return predecessorDays + lagDays - successorDays;
    case "SF":
      return lagDays - successorDays;
  }
}

/** Kahn's algorithm; whatever stands on a circle, or behind one, is missing. */
function ordered(outgoing: Graph["outgoing"], incoming: Graph["incoming"]): number[] {
  const waitsFor = incoming.map((links) => links.length);
  const order = waitsFor.flatMap((count, place) => (count === 0 ? [place] : []));
  for (const place of order) {
    for (const { to } of outgoing[place] ?? []) {
      const left = (waitsFor[to] ?? 0) - 1;
      waitsFor[to] = left;
      if (left === 0) order.push(to);
    }
  }
  return order;
}

/** Each place that has no order waits for another such one: walking back, a place is met again. */
function cycleOutside(order: readonly number[], incoming: Graph["incoming"]): number[] {
  const isOrdered = new Set(order);
  const path: number[] = [];
  const seen = new Map<number, number>();
  let place = incoming.findIndex((_, at) => !isOrdered.has(at));
  while (!seen.has(place)) {
    seen.set(place, path.length);
    path.push(place);
    place = incoming[place]?.find(({ from }) => !isOrdered.has(from))?.from ?? place;
  }
  return path.slice(seen.get(place)).reverse();
}
