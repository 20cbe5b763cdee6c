import type { Report } from "../../kernel/report.ts";
import { compare, type RatioGoal, type Runner, reportComparison } from "../compare.ts";
import { cpuSeconds } from "../machine.ts";
import { type BenchRequest, rawRequest } from "../request.ts";
import type { Contestant, Rig } from "../rig.ts";

/** Connections that ask at the same time. */
export const lanes = 32;

export interface Pace {
  readonly rounds: number;
  readonly roundMs: number;
}

/** One row: who is asked what, and which ratios are to be reached. */
export interface ThroughputRow<Name extends string, Beside extends string = never> {
  readonly title: string;
  /** What a lane asks at once of each. */
  readonly asked: Readonly<Record<Name, { readonly of: Contestant; readonly requests: readonly BenchRequest[] }>>;
  readonly ratios: readonly RatioGoal<NoInfer<Name | Beside>>[];
  readonly lanes?: number;
  /** Others that run in the same rounds without being asked by HTTP. */
  readonly besides?: Readonly<Record<Beside, Runner>>;
}

/** Keeps a contestant busy for a while. Throws where anything was answered but with 200. */
export function runnerOf(
  rig: Rig,
  { roundMs }: Pace,
  { port, pid }: Contestant,
  requests: readonly BenchRequest[],
  width = lanes,
): Runner {
  const raw = requests.map(rawRequest);
  return async () => {
    const before = cpuSeconds(pid);
    const { good, refused, failed, perSecond } = await rig.load({
      kind: "closed",
      port,
      requests: raw,
      lanes: width,
      durationMs: roundMs,
    });
    if (refused + failed > 0 || good === 0)
      throw new Error(`${refused} were refused, ${failed} failed, ${good} went well`);
    return { perSecond, cpuUs: ((cpuSeconds(pid) - before) * 1e6) / good };
  };
}

export async function measureThroughput<Name extends string, Beside extends string = never>(
  report: Report,
  rig: Rig,
  pace: Pace,
  row: ThroughputRow<Name, Beside>,
): Promise<void> {
  const asked = Object.entries<ThroughputRow<string>["asked"][string]>(row.asked);
  const runners = Object.fromEntries([
    ...asked.map(([name, { of, requests }]) => [name, runnerOf(rig, pace, of, requests, row.lanes)]),
    ...Object.entries(row.besides ?? {}),
  ]) as Record<Name | Beside, Runner>;
  const samples = await compare(runners, pace.rounds, (message) => report.progress(`${row.title}: ${message}`));
  reportComparison(report, row.title, samples, row.ratios);
}
