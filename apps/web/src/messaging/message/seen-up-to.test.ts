import { expect, test } from "vitest";
import { sampleMessage } from "./message-fixture.ts";
import { type Looking, seenUpTo } from "./seen-up-to.ts";

const looking = (change: Partial<Looking["state"]> & Partial<Omit<Looking, "state">>) => {
  const { isAtEnd = true, isVisible = true, ...state } = change;
  const items = [sampleMessage(7), sampleMessage(8)];
  return seenUpTo({ state: { status: "ready", hasNewer: false, items, ...state }, isAtEnd, isVisible });
};

test("a conversation is read as far as it was seen, and no further", () => {
  expect(looking({})).toBe(8);
  for (const change of [
    { isAtEnd: false },
    // The tab is behind another one: what comes meanwhile is new when they are back.
    { isVisible: false },
    // At the end of a stretch further up.
    { hasNewer: true },
    { status: "loading" },
    { items: [] },
  ] as const) {
    expect(looking(change), JSON.stringify(change)).toBeNull();
  }
});
