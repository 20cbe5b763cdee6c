import { readFileSync } from "node:fs";
import {
  attack,
  callInAnothersName,
  createHarness,
  isForOwnHands,
  procedures,
  recruitAttackers,
} from "@steward/api/contract";
import type { TestServer } from "@steward/db/testing";

/** Of procedures with the same guard, every so many stand for the rest: they share the code that refuses. */
const every = 12;

// Run by the mutation proof inside a scratch copy: `node suite.ts matrix|attack`. Ends with 0 when nothing was noticed,
// and with 1 and a sentence on what was.
const findings = process.argv[2] === "matrix" ? await matrix() : await attacks();
process.stdout.write(findings.slice(0, 1).join("\n"));
process.exit(findings.length > 0 ? 1 : 0);

async function attacks(): Promise<string[]> {
  const server: TestServer = JSON.parse(process.env.STEWARD_TEST_SERVER ?? "");
  await using harness = await createHarness(server);
  const attackers = await recruitAttackers(harness);
  const chosen = procedures.filter(({ meta }, index) =>
    meta.guard === "tenant" ? index % every === 0 : meta.guard !== "public",
  );
  const findings: string[] = [];
  for (const procedure of chosen) {
    findings.push(...(await attack(harness, attackers, procedure)).breaches);
    if (findings.length > 0) return findings;
  }
  for (const procedure of procedures.filter(isForOwnHands)) {
    findings.push(...(await callInAnothersName(harness, procedure)).breaches);
  }
  return findings;
}

/** Whether the document of who may call what still says what the router does: the test of it, without a test runner. */
async function matrix(): Promise<string[]> {
  const root = new URL("../../../../", import.meta.url);
  // By its address: tools do not depend on each other, but this one is about all of them.
  const generator: { accessDocument(): string } = await import(new URL("tooling/generators/src/access.ts", root).href);
  const documented = readFileSync(new URL("docs/access.md", root), "utf8");
  return documented === generator.accessDocument() ? [] : ["docs/access.md is not what the router says"];
}
