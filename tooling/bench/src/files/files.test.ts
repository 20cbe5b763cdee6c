import { expect, inject, it } from "vitest";
import { sendLargeFile } from "./large-file.ts";
import { tryRefusals } from "./refusals.ts";

it("takes a file whole whose line was cut and whose API was killed on the way", async () => {
  const { parts, repeated, disconnects, faults } = await sendLargeFile(
    inject("stewardTestServer"),
    400 * 1024 * 1024 + 1,
    () => {},
  );
  expect(faults).toEqual([]);
  expect(parts).toBe(51);
  expect(disconnects).toBe(2);
  expect(repeated).toBeGreaterThan(0);
}, 600_000);

it("refuses what it must not take, keep or hand out, and says why", async () => {
  const { tried, faults } = await tryRefusals(inject("stewardTestServer"));
  expect(faults).toEqual([]);
  expect(tried).toBeGreaterThan(20);
}, 600_000);
