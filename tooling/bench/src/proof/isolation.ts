import {
  attack,
  type Crossing,
  callInAnothersName,
  createHarness,
  crossTenants,
  isForOwnHands,
  procedures,
  recruitAttackers,
} from "@steward/api/contract";
import { startTestServer, type TestServer } from "@steward/db/testing";
import type { Measure, Report } from "../kernel/report.ts";

/** A database grows while it is attacked, and lists with it: each round has a new one. */
const rounds = 20;
const operationsPerRound = 5_000;

export const measure: Measure = {
  name: "isolation",
  description:
    "every way in tried on every procedure, and 100,000 random calls across two organisations: nothing crosses",
  async run(report) {
    const { server, stop } = await startTestServer();
    try {
      await attackAll(report, server);
      await crossAtRandom(report, server);
    } finally {
      await stop();
    }
  },
};

async function attackAll(report: Report, server: TestServer): Promise<void> {
  report.progress(`every way in, on ${procedures.length} procedures`);
  await using harness = await createHarness(server);
  const attackers = await recruitAttackers(harness);
  const breaches: string[] = [];
  let [calls, untouched] = [0, 0];
  for (const procedure of procedures) {
    const attacked = await attack(harness, attackers, procedure);
    const inAnothersName = isForOwnHands(procedure) ? await callInAnothersName(harness, procedure) : null;
    calls += attacked.calls + (inAnothersName?.calls ?? 0);
    breaches.push(...attacked.breaches, ...(inAnothersName?.breaches ?? []));
    if (attacked.calls === 0 && procedure.meta.guard !== "public") untouched += 1;
  }
  for (const breach of breaches) report.progress(breach);
  report.figure("procedures", procedures.length, "");
  report.figure("open to everybody, by decision", procedures.filter(({ meta }) => meta.guard === "public").length, "");
  report.figure("procedures nobody attacked", untouched, "", { atMost: 0 });
  report.figure("kinds of attackers", attackers.length, "", { atLeast: 25 });
  report.figure("calls that had to be refused", calls, "");
  report.figure("refused otherwise than they had to be", breaches.length, "", { atMost: 0 });
}

async function crossAtRandom(report: Report, server: TestServer): Promise<void> {
  const crossings: Crossing[] = [];
  const startedAtMs = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    report.progress(`random calls, round ${round + 1} of ${rounds}`);
    await using harness = await createHarness(server);
    const from = round % 2 === 0 ? "acme" : "globex";
    crossings.push(await crossTenants(harness, { operations: operationsPerRound, from, seed: round + 1 }));
  }
  const seconds = (performance.now() - startedAtMs) / 1000;
  const sum = (of: (crossing: Crossing) => number) => crossings.reduce((total, crossing) => total + of(crossing), 0);
  const operations = sum((crossing) => crossing.operations);
  const faults = Map.groupBy(
    crossings.flatMap((crossing) => crossing.faults),
    (fault) => fault.slice(0, fault.indexOf("\n")),
  );
  for (const { crossings: found } of crossings) for (const crossing of found) report.progress(crossing);
  for (const [fault, of] of faults) report.progress(`${of.length} × ${fault}`);
  report.figure("random calls across organisations", operations, "", { atLeast: 100_000 });
  for (const kind of [...new Set(crossings.flatMap(({ kinds }) => Object.keys(kinds)))].toSorted()) {
    report.figure(
      `of them, ${kind}`,
      sum(({ kinds }) => kinds[kind] ?? 0),
      "",
      { atLeast: 1 },
    );
  }
  report.figure(
    "carried out",
    sum(({ done }) => done),
    "",
    { atLeast: operations / 5 },
  );
  report.figure(
    "naming a record over there",
    sum(({ foreign }) => foreign),
    "",
    { atLeast: operations / 5 },
  );
  report.figure(
    "things that crossed",
    sum(({ crossings: found }) => found.length),
    "",
    { atMost: 0 },
  );
  report.figure(
    "answers nobody foresaw",
    sum((crossing) => crossing.faults.length),
    "",
  );
  report.figure("calls per second", operations / seconds, "/s");
}
