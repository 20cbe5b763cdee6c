import { startTestServer } from "@steward/db/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { rollRestarts } from "./roll.ts";

let started: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  started = await startTestServer();
}, 120_000);
afterAll(() => started?.stop());

it("restarts the nodes of an installation one after the other, and nobody notices", async () => {
  const { restarts, answered, failures } = await rollRestarts(started.server, 1, () => {});
  expect(failures).toEqual([]);
  expect(restarts).toBe(2);
  expect(answered).toBeGreaterThan(50);
}, 120_000);
