import { startTestServer } from "@steward/db/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fates } from "./cutting-proxy.ts";
import { loseAnswers } from "./lost-answers.ts";

let started: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  started = await startTestServer();
}, 120_000);
afterAll(() => started?.stop());

it("does everything once, and answers it alike, over a line that breaks anywhere", async () => {
  const { counts, repeated, faults } = await loseAnswers(started.server, 100, () => {});
  expect(faults).toEqual([]);
  for (const fate of fates) expect(counts[fate], fate).toBeGreaterThan(10);
  expect(repeated).toBeGreaterThan(30);
}, 120_000);
