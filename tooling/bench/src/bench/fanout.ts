import { setTimeout as delay } from "node:timers/promises";
import { startTestServer } from "@steward/db/testing";
import { createTwoTenants } from "@steward/testing";
import { type Arena, openArena, type Stand } from "../fanout/arena.ts";
import { type Contestant, contestants } from "../fanout/crowd.ts";
import type { Measure, Report } from "../kernel/report.ts";
import { median } from "../kernel/statistics.ts";
import { rangeOf } from "../wire/compare.ts";

/** `STEWARD_BENCH_TRIAL=1`: a look at whether everything runs. */
const isTrial = process.env.STEWARD_BENCH_TRIAL === "1";
const load = isTrial ? { listeners: 500, messages: 100, rounds: 3 } : { listeners: 1_000, messages: 200, rounds: 9 };
const held = isTrial ? 1_000 : 5_000;
/** How long a server settles before its memory is read. */
const settleMs = 5_000;
const byContestant = <T>(of: (contestant: Contestant) => T) =>
  Object.fromEntries(contestants.map((contestant) => [contestant, of(contestant)])) as Record<Contestant, T>;

export const measure: Measure = {
  name: "fanout",
  description: "what happens told to everybody in an organisation, against Socket.IO and bare ws; 5,000 of them held",
  async run(report) {
    const { server, stop } = await startTestServer();
    try {
      await using two = await createTwoTenants(server);
      const arena = await openArena(two);
      try {
        await compareRates(report, arena);
        await compareMemory(report, arena);
      } finally {
        await arena.close();
      }
    } finally {
      await stop();
    }
  },
};

/** All servers stand while one after the other is sent to, so that a slow moment of the machine touches all of them. */
async function compareRates(report: Report, arena: Arena): Promise<void> {
  const stands: Stand[] = [];
  const rates = byContestant<number[]>(() => []);
  try {
    for (const contestant of contestants) {
      report.progress(`gathering ${load.listeners} listeners: ${contestant}`);
      stands.push(await (await arena.open(contestant)).gather(load.listeners));
    }
    for (let round = 0; round <= load.rounds; round += 1) {
      report.progress(round === 0 ? "warming up" : `round ${round} of ${load.rounds}`);
      for (const stand of stands) {
        const { deliveries, seconds } = await stand.send(load.messages);
        if (round > 0) rates[stand.contestant].push(deliveries / seconds);
        await delay(200);
      }
    }
    const faults = stands.reduce((sum, stand) => sum + stand.faults(), 0);
    report.figure("messages lost, told twice or in another order", faults, "", { atMost: 0 });
  } finally {
    for (const stand of stands) await stand.close();
  }
  for (const contestant of contestants) {
    report.figure(`${contestant}: deliveries`, median(rates[contestant]), "/s", undefined, rangeOf(rates[contestant]));
  }
  const over = (other: Contestant) => rates.ours.map((rate, round) => rate / (rates[other][round] ?? Number.NaN));
  for (const [other, atLeast] of [
    ["Socket.IO", 1.3],
    ["bare ws", 0.6],
  ] as const) {
    report.figure(`ours ÷ ${other}`, median(over(other)), "×", { atLeast }, rangeOf(over(other)));
  }
}

async function compareMemory(report: Report, arena: Arena): Promise<void> {
  const bytes = byContestant(() => ({ residentBytes: Number.NaN, liveBytes: Number.NaN }));
  for (const contestant of contestants) {
    report.progress(`holding ${held} connections: ${contestant}`);
    const server = await arena.open(contestant);
    const few = await server.gather(100);
    await few.send(20);
    await delay(settleMs);
    const before = await server.memory();
    const many = await server.gather(held);
    await delay(settleMs);
    const after = await server.memory();
    bytes[contestant] = {
      residentBytes: (after.residentBytes - before.residentBytes) / held,
      liveBytes: (after.liveBytes - before.liveBytes) / held,
    };
    const { deliveries } = await many.send(10);
    report.figure(`${contestant}: connections held and told`, deliveries / 10, "", { atLeast: held });
    report.figure(`${contestant}: faults among them`, many.faults(), "", { atMost: 0 });
    await many.close();
    await few.close();
  }
  for (const contestant of contestants) {
    const { residentBytes, liveBytes } = bytes[contestant];
    report.figure(`${contestant}: memory per connection`, residentBytes / 1_024, "KiB");
    report.figure(`${contestant}: … of which objects and buffers`, liveBytes / 1_024, "KiB");
  }
  const over = bytes.ours.residentBytes / bytes["bare ws"].residentBytes;
  report.figure("memory per connection, ours ÷ bare ws", over, "×", { atMost: 1.5 });
}
