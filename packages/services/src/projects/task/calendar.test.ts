import { addDays } from "@steward/contracts/kernel/day";
import { maxCalendarTasks } from "@steward/contracts/projects/task-views";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { requireProject } from "../../projects-access/index.ts";
import { openWorkshop, type Worker, type Workshop } from "../project-fixture.ts";
import { getTaskCalendar } from "./calendar.ts";
import { draftOf, insertTasks } from "./rows.ts";

let shop: Workshop;
let lead: Worker;
let filter: { projectId: string };
const day = (offset: number) => addDays("2026-03-01", offset);
/** One day on which there is more than a calendar shows. */
const fullDay = day(2_000);

// Spans around the length from which tasks are looked for elsewhere, and days alone.
const spans = [null, 0, 1, 6, 61, 62, 63, 64, 200];
const dated = spans.flatMap((span, place) =>
  Array.from({ length: 24 }, (_, index) => {
    const startOn = day(index * 11 + place);
    if (span === null) return index % 2 === 0 ? { startOn, dueOn: null } : { startOn: null, dueOn: startOn };
    return { startOn, dueOn: addDays(startOn, span) };
  }),
);

beforeAll(async () => {
  shop = await openWorkshop();
  lead = shop.as("member");
  const { id: projectId, statuses } = await lead.start();
  filter = { projectId };
  const common = { statusId: statuses[0]?.id ?? "", reporterId: lead.id };
  const full = Array.from({ length: maxCalendarTasks + 1 }, () => ({ startOn: null, dueOn: fullDay }));
  await lead.act(async (ctx) => {
    await requireProject(ctx, projectId, "work", { lock: true });
    for (const days of [dated, full.slice(1), full.slice(0, 1)]) {
      const drafts = days.map((each) => draftOf({ ...common, ...each, title: `${each.startOn} ${each.dueOn}` }));
      await insertTasks(ctx, projectId, drafts);
    }
  });
});
afterAll(() => shop.close());

it("a calendar has the tasks that have a day in common with it, whichever index they are found by", async () => {
  const anyRange = fc.tuple(fc.integer({ min: -20, max: 520 }), fc.integer({ min: 0, max: 99 }));
  await fc.assert(
    fc.asyncProperty(anyRange, fc.boolean(), async ([offset, length], isOfAll) => {
      const range = { from: day(offset), to: day(offset + length) };
      const { items, cutFrom } = await lead.look((ctx) =>
        getTaskCalendar(ctx, { ...range, filter: isOfAll ? {} : filter }),
      );
      const expected = dated.filter(
        ({ startOn, dueOn }) => (startOn ?? dueOn ?? "") <= range.to && (dueOn ?? startOn ?? "") >= range.from,
      );
      const titles = expected.map(({ startOn, dueOn }) => `${startOn} ${dueOn}`).toSorted();
      expect(items.map(({ title }) => title).toSorted()).toEqual(titles);
      expect(cutFrom).toBeNull();
    }),
    { numRuns: 60 },
  );
});

it("a calendar of more than can be shown says from when on something is missing", async () => {
  const look = (from: string) => lead.look((ctx) => getTaskCalendar(ctx, { from, to: addDays(from, 6), filter }));
  const { items, cutFrom } = await look(addDays(fullDay, -3));
  expect(items).toHaveLength(maxCalendarTasks);
  expect(cutFrom).toBe(fullDay);
});
