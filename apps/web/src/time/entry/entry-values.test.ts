import { expect, it } from "vitest";
import { valuesOf } from "./entry-values.ts";
import type { TimeEntry } from "./use-entry-actions.ts";

const entry: TimeEntry = {
  ...{ id: "e", member: { id: "m", name: "Ann" }, project: null, task: null, isHidden: false },
  ...{ day: "2026-03-02", startedAt: null, endedAt: null, minutes: 30, isBillable: true, hourlyRateMinor: null },
  ...{ currency: "EUR", note: null, isOpen: true, createdAt: new Date(), version: 1 },
};

it("time on a project that is not shown is corrected without being taken off it", () => {
  expect(valuesOf({ ...entry, isHidden: true })).toEqual({
    day: "2026-03-02",
    minutes: 30,
    isBillable: true,
    note: null,
  });
  expect(valuesOf(entry)).toMatchObject({ projectId: null, taskId: null });
});
