import { expect, it } from "vitest";
import { crossTenants } from "./crossing.ts";
import { createHarness } from "./harness.ts";

it.each([
  { from: "acme", seed: 1 },
  { from: "globex", seed: 2 },
] as const)("nothing crosses in a thousand random calls from $from", async ({ from, seed }) => {
  await using harness = await createHarness();
  const { crossings, done, foreign } = await crossTenants(harness, { operations: 1_000, from, seed });
  expect(crossings).toEqual([]);
  // Calls that are all refused, or that name nothing foreign, would show nothing.
  expect(done).toBeGreaterThan(200);
  expect(foreign).toBeGreaterThan(200);
});
