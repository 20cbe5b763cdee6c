import { expect, inject, it } from "vitest";
import { rollRestarts } from "./roll.ts";

it("restarts the nodes of an installation one after the other, and nobody notices", async () => {
  const { restarts, answered, failures } = await rollRestarts(inject("stewardTestServer"), 1, () => {});
  expect(failures).toEqual([]);
  expect(restarts).toBe(2);
  expect(answered).toBeGreaterThan(50);
}, 600_000);
