import { startTestServer } from "@steward/db/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sendLargeFile } from "./large-file.ts";
import { tryRefusals } from "./refusals.ts";

let started: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  started = await startTestServer();
}, 120_000);
afterAll(() => started?.stop());

it("takes a file whole whose line was cut and whose API was killed on the way", async () => {
  const { parts, repeated, disconnects, faults } = await sendLargeFile(started.server, 400 * 1024 * 1024 + 1, () => {});
  expect(faults).toEqual([]);
  expect(parts).toBe(51);
  expect(disconnects).toBe(2);
  expect(repeated).toBeGreaterThan(0);
}, 120_000);

it("refuses what it must not take, keep or hand out, and says why", async () => {
  const { tried, faults } = await tryRefusals(started.server);
  expect(faults).toEqual([]);
  expect(tried).toBeGreaterThan(20);
}, 120_000);
