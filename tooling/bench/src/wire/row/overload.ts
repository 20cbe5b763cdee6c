import type { Report } from "../../kernel/report.ts";
import { type BenchRequest, rawRequest } from "../request.ts";
import type { Contestant, Rig } from "../rig.ts";
import type { Pace } from "./throughput.ts";

/** Connections as many people's browsers keep them. */
const maxConnections = 1_024;
/** To find the peak: enough to keep the server's connections to the database busy, too few to be refused. */
const peakLanes = 16;
const overload = 3;
/** Busy, and far from full. */
const unloaded = 0.3;

/** What becomes of those who are served, and how many those are, when three times as much is asked as can be done. */
export async function measureOverload(
  report: Report,
  rig: Rig,
  { port }: Contestant,
  request: BenchRequest,
  { rounds, roundMs }: Pace,
): Promise<void> {
  const raw = rawRequest(request);
  const durationMs = roundMs * rounds;
  const open = (perSecond: number) =>
    rig.load({ kind: "open", port, request: raw, perSecond, durationMs, maxConnections });
  report.progress("overload: looking for the peak");
  const peak = await rig.load({ kind: "closed", port, requests: [raw], lanes: peakLanes, durationMs });
  report.progress("overload: at three tenths of the peak");
  const calm = await open(peak.perSecond * unloaded);
  report.progress(`overload: at ${overload} times the peak`);
  const storm = await open(peak.perSecond * overload);
  report.figure("overload: peak", peak.perSecond, "/s");
  report.figure("overload: p99 unloaded", calm.p99, "ms");
  report.figure(`overload: p99 of accepted at ${overload}× peak`, storm.p99, "ms");
  report.figure(`overload: refused at ${overload}× peak`, storm.refused, "");
  report.figure(`overload: neither answered nor refused at ${overload}× peak`, storm.failed, "");
  report.figure(`overload: p99 at ${overload}× peak ÷ p99 unloaded`, storm.p99 / calm.p99, "×", { atMost: 3 });
  report.figure("overload: goodput ÷ peak", storm.perSecond / peak.perSecond, "×", { atLeast: 0.9 });
}
