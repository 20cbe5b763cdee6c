import { standardCalendar } from "@steward/planning/calendar";
import { type Acting, actingAs, createTwoTenants, type TwoTenants } from "@steward/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addHolidays,
  createBusinessCalendar,
  removeBusinessCalendar,
  removeHoliday,
  restoreBusinessCalendar,
  setDefaultBusinessCalendar,
} from "./business-calendar.ts";
import { calendarOf, getBusinessCalendar } from "./business-calendar-queries.ts";

let two: TwoTenants;
let admin: Acting;
beforeAll(async () => {
  two = await createTwoTenants();
  admin = actingAs(two.database, two.acme, "admin");
});
afterAll(() => two.close());

const evening = [[{ from: 1020, to: 1440 }], [], [], [], [], [], []];

test("an organisation works from nine to five until it says otherwise, and then as its default says", async () => {
  expect(await admin.read((ctx) => calendarOf(ctx))).toEqual(standardCalendar("America/New_York"));
  const both = await Promise.all([
    admin.write((ctx) => createBusinessCalendar(ctx, { name: "Office" })),
    admin.write((ctx) =>
      createBusinessCalendar(ctx, { name: "Night watch", week: evening, timeZone: "Europe/Berlin" }),
    ),
  ]);
  expect(both.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  const [office, night] = both;
  await admin.write((ctx) => setDefaultBusinessCalendar(ctx, office.id));
  const holidays = [{ day: "2026-12-25", name: "Christmas Day", isYearly: true }];
  await admin.write((ctx) => addHolidays(ctx, { id: office.id, holidays }));
  expect(await admin.read((ctx) => calendarOf(ctx))).toEqual({
    ...standardCalendar("America/New_York"),
    holidays: [{ day: "2026-12-25", isYearly: true }],
  });
  expect(await admin.read((ctx) => calendarOf(ctx, night.id))).toEqual({
    timeZone: "Europe/Berlin",
    week: evening,
    holidays: [],
  });
  await expect(admin.write((ctx) => removeBusinessCalendar(ctx, office.id))).rejects.toMatchObject({
    reason: "business_calendar.is_default",
  });
  await admin.write((ctx) => removeBusinessCalendar(ctx, night.id));
  expect((await admin.read((ctx) => calendarOf(ctx, night.id))).timeZone).toBe("America/New_York");
  await admin.write((ctx) => createBusinessCalendar(ctx, { name: "night watch" }));
  await expect(admin.write((ctx) => restoreBusinessCalendar(ctx, night.id))).rejects.toMatchObject({
    reason: "business_calendar.name_taken",
  });
});

test("a holiday that is named again has its new name, and one that is taken away is a day like others", async () => {
  const { id } = await admin.write((ctx) => createBusinessCalendar(ctx, { name: "Factory" }));
  const day = "2027-01-01";
  const add = (name: string) =>
    admin.write((ctx) => addHolidays(ctx, { id, holidays: [{ day, name, isYearly: false }] }));
  await add("New Year");
  expect((await add("New Year’s Day")).holidays).toEqual([{ day, name: "New Year’s Day", isYearly: false }]);
  await admin.write((ctx) => removeHoliday(ctx, { id, day }));
  expect((await admin.read((ctx) => getBusinessCalendar(ctx, id))).holidays).toEqual([]);
  await expect(admin.write((ctx) => removeHoliday(ctx, { id, day }))).rejects.toMatchObject({ code: "NOT_FOUND" });
});
