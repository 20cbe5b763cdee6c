import { setTimeout as delay } from "node:timers/promises";
import type { Report } from "../../kernel/report.ts";
import { median } from "../../kernel/statistics.ts";
import { startOurs } from "../cast.ts";
import { residentBytes } from "../machine.ts";
import { type BenchRequest, rawRequest } from "../request.ts";
import type { Rig } from "../rig.ts";
import { lanes } from "./throughput.ts";

const mebibyte = 1024 * 1024;
const readings = 9;

/** Whether a server that has answered a lot holds more than one that has answered some: a new one, asked for lists. */
export async function measureMemory(
  report: Report,
  rig: Rig,
  request: BenchRequest,
  { early, late }: { early: number; late: number },
): Promise<void> {
  const server = await startOurs(rig, "ours-memory");
  const requests = [rawRequest(request)];
  const answer = async (rounds: number) => {
    const { port } = server;
    const { good } = await rig.load({ kind: "closed", port, requests, lanes, durationMs: 600_000, rounds });
    if (good !== rounds) throw new Error(`${rounds - good} of ${rounds} requests were not answered`);
    return settledBytes(server.pid);
  };
  report.progress(`memory: ${early} requests`);
  const before = await answer(early);
  report.progress(`memory: ${late} requests`);
  const after = await answer(late - early);
  await server.stop();
  report.figure(`memory: after ${early} requests`, before / mebibyte, "MiB");
  report.figure(`memory: after ${late} requests`, after / mebibyte, "MiB");
  report.figure(`memory: after ${late} requests ÷ after ${early}`, after / before, "×", { atMost: 1.1 });
}

async function settledBytes(pid: number): Promise<number> {
  const seen: number[] = [];
  for (let reading = 0; reading < readings; reading += 1) {
    await delay(200);
    seen.push(residentBytes(pid));
  }
  return median(seen);
}
