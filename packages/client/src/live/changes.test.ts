import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { gatherChanges } from "./changes.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("one change is handed on at once; what comes with it travels along", () => {
  const handOn = vi.fn();
  const { add } = gatherChanges(handOn);
  add("crm.account");
  add("crm.deal");
  add("org.member");
  vi.advanceTimersByTime(100);
  expect(handOn.mock.calls).toEqual([[["crm", "org"]]]);
});

test("a flood is handed on every two seconds, and its last drop too", () => {
  const handOn = vi.fn();
  const { add } = gatherChanges(handOn);
  for (let at = 0; at < 10_000; at += 10) {
    add("crm.deal");
    vi.advanceTimersByTime(10);
  }
  expect(handOn.mock.calls.length).toBeLessThanOrEqual(6);
  const before = handOn.mock.calls.length;
  add("crm.deal");
  vi.advanceTimersByTime(5_000);
  expect(handOn.mock.calls.length).toBe(before + 1);
});

test("after it was stopped nothing is handed on", () => {
  const handOn = vi.fn();
  const { add, stop } = gatherChanges(handOn);
  add("crm.deal");
  stop();
  vi.advanceTimersByTime(5_000);
  expect(handOn).not.toHaveBeenCalled();
});
