/** What a figure has to reach. A measure without a goal is information. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number };

/** The lowest and the highest of the rounds a figure is the median of. */
export type Range = readonly [lowest: number, highest: number];

/** One row of the table and of the JSON file. */
export interface Result {
  readonly name: string;
  readonly value: number;
  /** Absent where a figure was taken once. */
  readonly range?: Range;
  readonly goal: Goal | null;
  readonly pass: boolean;
  readonly unit: string;
}

/** What a measure writes its figures to. */
export interface Report {
  /** One figure. Its name is printed behind the measure's: `list · page 1, p95`. */
  figure(name: string, value: number, unit: string, goal?: Goal, range?: Range): void;
  /** A statement that holds or does not; `true` is the goal. */
  check(name: string, holds: boolean): void;
  /** Progress for whoever waits; never part of the result. */
  progress(message: string): void;
}

/** Something that can be measured (`bench`) or shown to hold under attack (`proof`). */
export interface Measure {
  readonly name: string;
  readonly description: string;
  /** What can be run alone, where it has parts. */
  readonly parts?: readonly string[];
  /** @param parts those that are asked for; all of them unless the command line names some. */
  run(report: Report, parts: ReadonlySet<string>): Promise<void>;
}

/** Whether the value reaches the goal. A value that is not a number reaches none. */
export function reaches(value: number, goal: Goal | null): boolean {
  if (!Number.isFinite(value)) return false;
  if (goal === null) return true;
  return "atMost" in goal ? value <= goal.atMost : value >= goal.atLeast;
}

/** A report that collects its rows under the measure's name. */
export function collect(
  measure: string,
  progress: (message: string) => void,
): { report: Report; results: readonly Result[] } {
  const results: Result[] = [];
  const add = (name: string, value: number, unit: string, goal: Goal | null, range?: Range) =>
    results.push({
      name: `${measure} · ${name}`,
      value,
      ...(range ? { range } : {}),
      goal,
      pass: reaches(value, goal),
      unit,
    });
  return {
    results,
    report: {
      figure: (name, value, unit, goal, range) => {
        add(name, value, unit, goal ?? null, range);
      },
      check: (name, holds) => {
        add(name, holds ? 1 : 0, "holds", { atLeast: 1 });
      },
      progress: (message) => progress(`${measure}: ${message}`),
    },
  };
}
