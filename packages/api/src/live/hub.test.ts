import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHarness, type Harness } from "../contract/harness.ts";
import { LiveHub } from "./hub.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(() => harness.close());

test("whoever joins while the backlog is read gets a read that began afterwards, and shares it", async () => {
  const hub = new LiveHub(harness.platform);
  const first = hub.backlog(harness.acme.id, null);
  expect(hub.backlog(harness.acme.id, null)).toBe(first);
  await setImmediate();
  const second = hub.backlog(harness.acme.id, null);
  expect(second).not.toBe(first);
  expect(hub.backlog(harness.acme.id, null)).toBe(second);
  expect(hub.backlog(harness.globex.id, null)).not.toBe(second);
  expect(await second).toMatchObject({ events: [] });
  await first;
});

test("who have the same role of an organisation hold one set of what it permits, until it permits something else", () => {
  const hub = new LiveHub(harness.platform);
  const { id } = harness.acme;
  const sets = [1, 2].map(() => new Set(["crm.account.read", "crm.deal.read"] as const));
  const [first, second] = sets.map((set) => hub.share(id, "seller", set));
  expect(second).toBe(first);
  const more = new Set(["crm.account.read", "crm.lead.read"] as const);
  expect(hub.share(id, "seller", more)).toBe(more);
  expect(hub.share(harness.globex.id, "seller", sets[1] ?? new Set())).toBe(sets[1]);
});
