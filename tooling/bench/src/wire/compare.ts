import type { Goal, Range, Report } from "../kernel/report.ts";
import { median } from "../kernel/statistics.ts";

/** What one round of one contestant showed. */
export interface Sample {
  readonly perSecond: number;
  /** Processor time of the server, microseconds each; NaN where it cannot be known. */
  readonly cpuUs: number;
}

/** A ratio that has to be reached: whose rate over whose, and under which name the table shows it. */
export interface RatioGoal<Name extends string> {
  readonly of: Name;
  readonly over: Name;
  readonly goal?: Goal;
}

export type Runner = () => Promise<Sample>;

/**
 * Runs everybody once per round, each round from another start, after one round for warming up. What one ratio compares
 * ran within seconds of each other, so a slow moment of the machine does not decide it: a ratio is the median of the
 * rounds' ratios.
 */
export async function compare<Name extends string>(
  runners: Readonly<Record<Name, Runner>>,
  rounds: number,
  progress: (message: string) => void,
): Promise<Record<Name, Sample[]>> {
  const names = Object.keys(runners) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as Sample[]])) as unknown as Record<Name, Sample[]>;
  for (let round = 0; round <= rounds; round += 1) {
    progress(round === 0 ? "warming up" : `round ${round} of ${rounds}`);
    const turn = round % names.length;
    for (const name of [...names.slice(turn), ...names.slice(0, turn)]) {
      const sample = await runners[name]();
      if (round > 0) samples[name].push(sample);
    }
  }
  return samples;
}

/** Writes each contestant's rate and processor time, then the ratios. */
export function reportComparison<Name extends string>(
  report: Report,
  row: string,
  samples: Readonly<Record<Name, readonly Sample[]>>,
  ratios: readonly RatioGoal<Name>[],
): void {
  for (const name of Object.keys(samples) as Name[]) {
    const rates = samples[name].map((sample) => sample.perSecond);
    report.figure(`${row}: ${name}`, median(rates), "/s", undefined, rangeOf(rates));
    const cpu = samples[name].map((sample) => sample.cpuUs).filter(Number.isFinite);
    if (cpu.length > 0) report.figure(`${row}: ${name}, server`, median(cpu), "µs", undefined, rangeOf(cpu));
  }
  for (const { of, over, goal } of ratios) {
    const values = samples[of].map(
      ({ perSecond }, round) => perSecond / (samples[over][round]?.perSecond ?? Number.NaN),
    );
    report.figure(`${row}: ${of} ÷ ${over}`, median(values), "×", goal, rangeOf(values));
  }
}

export function rangeOf(values: readonly number[]): Range {
  return [Math.min(...values), Math.max(...values)];
}
