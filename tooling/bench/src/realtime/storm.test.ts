import { expect, inject, it } from "vitest";
import { storm } from "./storm.ts";

it("tells every listener everything once and in order, over cut lines and killed nodes", async () => {
  const options = { listeners: 12, events: 200, rate: 50, killEveryMs: 2_000, cutChance: 0.1 };
  const { faults, kills, cuts, delivered } = await storm(inject("stewardTestServer"), options, () => {});
  expect(faults).toEqual([]);
  expect(delivered).toBe(options.listeners * options.events);
  expect(kills).toBeGreaterThan(0);
  expect(cuts).toBeGreaterThan(0);
}, 600_000);
