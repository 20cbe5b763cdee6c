import { startTestServer } from "@steward/db/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runChains } from "./chains.ts";

let started: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  started = await startTestServer();
}, 120_000);
afterAll(() => started?.stop());

it("does every step of every chain once, however often workers are killed and the database is cut off", async () => {
  const options = { chains: 300, killEveryMs: 1_500, outages: 1 };
  const { faults, kills, outages } = await runChains(started.server, options, () => {});
  expect(faults).toEqual([]);
  expect(kills).toBeGreaterThan(0);
  expect(outages).toBe(1);
}, 180_000);
