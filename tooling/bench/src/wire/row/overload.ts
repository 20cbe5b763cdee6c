import { setTimeout as delay } from "node:timers/promises";
import type { Report } from "../../kernel/report.ts";
import { median } from "../../kernel/statistics.ts";
import { startOurs } from "../cast.ts";
import { rangeOf } from "../compare.ts";
import type { LoadResult } from "../load.ts";
import { cpuSeconds } from "../machine.ts";
import { type BenchRequest, rawRequest } from "../request.ts";
import type { Rig } from "../rig.ts";
import type { Pace } from "./throughput.ts";

/** Connections as many people's browsers keep them. */
const connections = 1_024;
/** To find the peak: enough to keep the server's connections to the database busy, too few to be refused. */
const peakLanes = 16;
const overload = 3;
/** Busy, and far from full. */
const unloaded = 0.3;
/** Fewer rounds than of the rates, and longer ones: a tail wants many requests. */
const tails = 3;

/** Until a server lets in again what it did before the storm. */
const recoveryMs = 3_000;

interface Round {
  readonly peak: LoadResult;
  readonly calm: LoadResult;
  readonly storm: LoadResult;
  /** Seconds of the server's processor time in the storm. */
  readonly stormCpu: number;
}

/** What becomes of those who are served, and how many those are, when three times as much is asked as can be done. */
export async function measureOverload(
  report: Report,
  rig: Rig,
  request: BenchRequest,
  { rounds, roundMs }: Pace,
): Promise<void> {
  const server = await startOurs(rig, "ours-overload");
  const { port, pid } = server;
  const raw = rawRequest(request);
  const full = () => rig.load({ kind: "closed", port, requests: [raw], lanes: peakLanes, durationMs: roundMs });
  const open = (perSecond: number) =>
    rig.load({ kind: "open", port, request: raw, perSecond, durationMs: roundMs * rounds, connections });
  const seen: Round[] = [];
  for (let round = 0; round <= tails; round += 1) {
    report.progress(`overload: ${round === 0 ? "warming up" : `round ${round} of ${tails}`}`);
    await delay(recoveryMs);
    const peak = await full();
    const calm = await open(peak.perSecond * unloaded);
    const before = cpuSeconds(pid);
    const storm = await open(peak.perSecond * overload);
    const stormCpu = cpuSeconds(pid) - before;
    if (round > 0) seen.push({ peak, calm, storm, stormCpu });
  }
  await server.stop();
  reportRounds(report, seen, (roundMs * rounds) / 1000);
}

function reportRounds(report: Report, seen: readonly Round[], seconds: number): void {
  const show = (
    name: string,
    unit: string,
    of: (round: Round) => number,
    goal?: { atMost: number } | { atLeast: number },
  ) => {
    const values = seen.map(of);
    report.figure(`overload: ${name}`, median(values), unit, goal, rangeOf(values));
  };
  const stormy = `at ${overload}× peak`;
  show("peak", "/s", ({ peak }) => peak.perSecond);
  show("refused at the peak", "", ({ peak }) => peak.refused);
  show("p50 unloaded", "ms", ({ calm }) => calm.p50);
  show("p99 unloaded", "ms", ({ calm }) => calm.p99);
  show(`p99 of accepted ${stormy}`, "ms", ({ storm }) => storm.p99);
  show(`p95 of accepted ${stormy}`, "ms", ({ storm }) => storm.p95);
  show(`p50 of accepted ${stormy}`, "ms", ({ storm }) => storm.p50);
  show(`the generator's own lateness ${stormy}, p99`, "ms", ({ storm }) => storm.lateP99);
  show(`the server's processor ${stormy}`, "of one", ({ stormCpu }) => stormCpu / seconds);
  show(`refused ${stormy}`, "", ({ storm }) => storm.refused);
  show(`neither answered nor refused ${stormy}`, "", ({ storm }) => storm.failed);
  show(`p99 ${stormy} ÷ p99 unloaded`, "×", ({ calm, storm }) => storm.p99 / calm.p99, { atMost: 3 });
  show("goodput ÷ peak", "×", ({ peak, storm }) => storm.perSecond / peak.perSecond, { atLeast: 0.9 });
}
