import { startTestServer } from "@steward/db/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runChains } from "./chains.ts";

let started: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  started = await startTestServer();
});
afterAll(() => started?.stop());

it("does every step of every chain once, however often workers are killed and the database is restarted", async () => {
  const options = { chains: 150, killEveryMs: 1_500, restarts: 1 };
  const { faults, kills, restarts } = await runChains(started.server, options, () => {});
  expect(faults).toEqual([]);
  expect(kills).toBeGreaterThan(0);
  expect(restarts).toBe(1);
}, 600_000);
