import { fileURLToPath } from "node:url";
import { startTestServer } from "@steward/db/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { killDatabase } from "./database-mutants.ts";
import { killSource } from "./kill-source.ts";
import { sourceMutants } from "./source-mutants.ts";

const repository = fileURLToPath(new URL("../../../..", import.meta.url));
/** Every so many of the database's protections, and one of each operator on the sources: `npm run proof -- mutation` takes all. */
const everyProtection = 60;

let started: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  started = await startTestServer();
});
afterAll(() => started?.stop());

it("notices a protection of the database that is gone, in the catalogue and by trying", async () => {
  const verdicts = await killDatabase(started.server, (index) => index % everyProtection === 0);
  expect(verdicts.length).toBeGreaterThan(20);
  expect(verdicts.filter(({ byCatalogue }) => !byCatalogue)).toEqual([]);
  expect(verdicts.filter(({ mutant, byBehaviour }) => mutant.shows && !byBehaviour)).toEqual([]);
}, 600_000);

it("notices a check of the sources that is gone", async () => {
  const all = sourceMutants(repository);
  expect(all.length).toBeGreaterThan(200);
  const samples = [
    all.find(({ what }) => what.startsWith("operatorProcedure")),
    all.find(({ file, what }) => file === "packages/services/src/kernel/access.ts" && what.includes("disabledAt")),
    all.find(({ file }) => file === "packages/auth/src/own-hands.ts"),
  ].flatMap((mutant) => (mutant ? [{ ...mutant, suites: mutant.suites.filter((suite) => !suite.includes("/")) }] : []));
  expect(samples.length).toBe(3);
  const verdicts = await killSource(samples, {
    repository,
    server: started.server,
    concurrency: 2,
    progress: () => {},
  });
  expect(verdicts.filter(({ killer }) => killer === null).map(({ mutant }) => mutant.what)).toEqual([]);
}, 600_000);
