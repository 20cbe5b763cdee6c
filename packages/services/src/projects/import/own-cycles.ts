import { addDays } from "@steward/contracts/kernel/day";
import { maxCycleDays } from "@steward/contracts/projects/cycle";
import { nameKey } from "./own-fields.ts";
import type { IncomingTask } from "./read/incoming-task.ts";

/** A cycle of a project, there already or to be added; `id` is null until it is. */
export interface KnownCycle {
  id: string | null;
  name: string;
  /** ISO dates, both inclusive. */
  startOn: string;
  endOn: string;
}

const maxName = 200;
/** What most teams call a sprint. */
const usualDays = 14;

/**
 * The cycles that tasks are planned for, by `nameKey`, with those that the project has in place of new ones. A new one has the
 * days that the file gives it, else those of its tasks, else two weeks from now: exports tell a sprint by its name alone.
 */
export function wantedCycles(
  tasks: readonly IncomingTask[],
  there: readonly KnownCycle[],
  today: string,
): Map<string, KnownCycle> {
  const known = new Map(there.map((cycle) => [nameKey(cycle.name), cycle]));
  const planned = tasks.flatMap((task) => (task.cycle ? [{ task, cycle: task.cycle }] : []));
  return new Map(
    [...Map.groupBy(planned, ({ cycle }) => nameKey(cycle.name))].map(([key, group]) => {
      const [first] = group;
      const name = first?.cycle.name.slice(0, maxName).trim() ?? key;
      return [key, known.get(key) ?? known.get(nameKey(name)) ?? { id: null, name, ...daysOf(group, today) }];
    }),
  );
}

type Planned = { task: IncomingTask; cycle: NonNullable<IncomingTask["cycle"]> };

function daysOf(group: readonly Planned[], today: string): Pick<KnownCycle, "startOn" | "endOn"> {
  const given = group.find(({ cycle }) => cycle.startOn !== null || cycle.endOn !== null)?.cycle;
  const days = group.flatMap(({ task }) => [task.startOn, task.dueOn].filter((day) => day !== null)).sort();
  const [first, last] = given ? [given.startOn, given.endOn] : [days[0] ?? null, days.at(-1) ?? null];
  // One day is no sprint, but the end of one; and a year is none any more.
  if (first !== null && last !== null && first < last && last < addDays(first, maxCycleDays)) {
    return { startOn: first, endOn: last };
  }
  const endOn = last ?? addDays(first ?? today, usualDays - 1);
  return { startOn: addDays(endOn, 1 - usualDays), endOn };
}
