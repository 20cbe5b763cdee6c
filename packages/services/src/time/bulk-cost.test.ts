import { addDays } from "@steward/contracts/kernel/day";
import { uuidv7 } from "@steward/db";
import { auditEvent, timeEntry, timesheet } from "@steward/db/schema";
import { tripsOf } from "@steward/testing/sent";
import { count, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeTimeEntries, restoreTimeEntries } from "./entry.ts";
import { openWorkshop, type Workshop } from "./time-fixture.ts";
import { lockTimesheets } from "./timesheet.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.two.close());

const theirs = () => shop.two.acme.members.technician.memberId;
const monday = (week: number) => addDays("2020-01-06", 7 * week);

/** Entries of an hour on days of their own, as they are stored. */
async function log(firstDay: string, howMany: number): Promise<string[]> {
  const rows = Array.from({ length: howMany }, (_, index) => {
    const day = addDays(firstDay, index);
    const [startedAt, endedAt] = [new Date(`${day}T15:00:00Z`), new Date(`${day}T16:00:00Z`)];
    return { id: uuidv7(), memberId: theirs(), day, startedAt, endedAt, minutes: 60, currency: "USD" };
  });
  await shop.as("technician", ({ db }) => db.insert(timeEntry).values(rows));
  return rows.map(({ id }) => id);
}

describe("a bulk change of time costs as many statements for a hundred as for one", () => {
  it("where approved weeks are locked", async () => {
    const lock = async (firstWeek: number, howMany: number) => {
      const rows = Array.from({ length: howMany }, (_, index) => ({
        ...{ id: uuidv7(), memberId: theirs(), weekOn: monday(firstWeek + index) },
        status: "approved" as const,
      }));
      const ids = rows.map(({ id }) => id);
      await shop.as("owner", ({ db }) => db.insert(timesheet).values(rows));
      const { statements } = await tripsOf(() => shop.as("owner", (ctx) => lockTimesheets(ctx, ids)));
      return { ids, statements };
    };
    await lock(0, 1);
    const one = await lock(1, 1);
    const hundred = await lock(2, 100);
    expect(hundred.statements).toBe(one.statements);
    await shop.as("owner", async ({ db }) => {
      const stored = await db.select().from(timesheet).where(inArray(timesheet.id, hundred.ids));
      expect(new Set(stored.map(({ status, version }) => `${status} ${version}`))).toEqual(new Set(["locked 2"]));
      const [events] = await db
        .select({ count: count() })
        .from(auditEvent)
        .where(inArray(auditEvent.entityId, hundred.ids));
      expect(events?.count).toBe(100);
    });
  });

  it("where removed entries come back", async () => {
    const restore = async (firstDay: string, howMany: number) => {
      const ids = await log(firstDay, howMany);
      await shop.as("technician", (ctx) => removeTimeEntries(ctx, ids));
      return (await tripsOf(() => shop.as("technician", (ctx) => restoreTimeEntries(ctx, ids)))).statements;
    };
    await restore("2023-01-01", 1);
    const one = await restore("2023-02-01", 1);
    expect(one).toBeGreaterThan(5);
    expect(await restore("2024-01-01", 100)).toBe(one);
  });
});

describe("of entries that come back together", () => {
  const taken = async (fields: Partial<typeof timeEntry.$inferInsert>, firstDay: string) => {
    const ids = await log(firstDay, 3);
    await shop.as("technician", (ctx) => removeTimeEntries(ctx, ids));
    const day = addDays(firstDay, 2);
    await shop.as("technician", ({ db }) =>
      db.insert(timeEntry).values({ memberId: theirs(), day, minutes: 0, currency: "USD", ...fields }),
    );
    const restored = shop.as("technician", (ctx) => restoreTimeEntries(ctx, ids));
    return { ids, restored };
  };

  it("all stay away where the place of one was taken", async () => {
    const [startedAt, endedAt] = [new Date("2025-01-03T15:30:00Z"), new Date("2025-01-03T15:45:00Z")];
    const { ids, restored } = await taken({ startedAt, endedAt, minutes: 15 }, "2025-01-01");
    await expect(restored).rejects.toMatchObject({ code: "CONFLICT", reason: "time_entry.overlaps" });
    const rows = await shop.as("technician", ({ db }) => db.select().from(timeEntry).where(inArray(timeEntry.id, ids)));
    expect(rows.every(({ deletedAt }) => deletedAt !== null)).toBe(true);
  });

  it("all stay away where the day of one is full", async () => {
    const { restored } = await taken({ minutes: 24 * 60 - 59 }, "2025-03-01");
    await expect(restored).rejects.toMatchObject({ code: "CONFLICT", reason: "time_entry.day_full" });
  });

  it("another person's time on the same days is in nobody's way", async () => {
    const ids = await log("2025-05-01", 2);
    await shop.as("technician", (ctx) => removeTimeEntries(ctx, ids));
    await shop.as("technician", ({ db }) =>
      db
        .update(timeEntry)
        .set({ memberId: shop.two.acme.members.member.memberId })
        .where(eq(timeEntry.id, ids[0] ?? "")),
    );
    await shop.as("technician", ({ db }) =>
      db.insert(timeEntry).values({
        ...{ memberId: shop.two.acme.members.member.memberId, day: "2025-05-02", minutes: 24 * 60, currency: "USD" },
      }),
    );
    const [, mine = ""] = ids;
    await expect(shop.as("technician", (ctx) => restoreTimeEntries(ctx, [mine]))).resolves.toEqual({ ids: [mine] });
  });
});
