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
