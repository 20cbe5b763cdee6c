import { expect, inject, it } from "vitest";
import { killServers } from "./kill.ts";

it("leaves nothing half done when API processes are killed in the middle", async () => {
  const { kills, kinds, faults } = await killServers(inject("stewardTestServer"), 2, Math.random, () => {});
  expect(faults).toEqual([]);
  expect(kills).toBe(2);
  const cut = Object.values(kinds).reduce((sum, kind) => sum + kind.cut, 0);
  expect(cut).toBeGreaterThan(0);
}, 600_000);
