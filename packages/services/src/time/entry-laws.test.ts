import { addDays, dayIn } from "@steward/contracts/kernel/day";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTimeEntry, removeTimeEntries, restoreTimeEntries, updateTimeEntry } from "./entry.ts";
import { openWorkshop, type Workshop } from "./time-fixture.ts";

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.two.close());

const slotMs = 30 * 60_000;
const runs = Number(process.env.STEWARD_PROOF_OPERATIONS ?? 240) / 30;

/** Half an hour each, and the day it lies in: the plainest calendar there is. */
function slotsFrom(timeZone: string, first: string, days: number): { at: number; day: string }[] {
  const start = Date.parse(`${addDays(first, -1)}T12:00:00Z`);
  const last = addDays(first, days);
  const all = Array.from({ length: (days + 3) * 48 }, (_, place) => start + place * slotMs);
  return all.map((at) => ({ at, day: dayIn(timeZone, new Date(at)) })).filter(({ day }) => day >= first && day < last);
}

type Wanted = { kind: "span"; from: number; slots: number } | { kind: "length"; day: number; slots: number };
interface Entry {
  readonly id: string;
  removed: boolean;
  wanted: Wanted;
}

const extent: fc.Arbitrary<Wanted> = fc.oneof(
  fc.record({ kind: fc.constant("span" as const), from: fc.nat(140), slots: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ kind: fc.constant("length" as const), day: fc.nat(2), slots: fc.integer({ min: 1, max: 48 }) }),
);
const operation = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("create" as const), wanted: extent, which: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("update" as const), wanted: extent, which: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom("remove" as const, "restore" as const),
      wanted: extent,
      which: fc.nat(20),
    }),
  },
);

// A Saturday to Monday around the night the clocks change, over the border of a week: 23 hours, then 25.
test.each(["2026-03-28", "2026-10-24"])(
  "from %s on, nobody is in two places at once, and no day holds more than it has hours",
  { timeout: 60_000 },
  async (first) => {
    const { globex } = workshop.two;
    const slots = slotsFrom(globex.timeZone, first, 3);
    const place = (wanted: Wanted) =>
      wanted.kind === "length"
        ? { day: addDays(first, wanted.day), minutes: wanted.slots * 30 }
        : {
            startedAt: new Date(slots[wanted.from]?.at ?? 0),
            endedAt: new Date((slots[wanted.from]?.at ?? 0) + wanted.slots * slotMs),
          };
    const all = slotsFrom(globex.timeZone, first, 5);
    const fits = (entries: readonly Wanted[]) => {
      const taken = entries.flatMap((one) => (one.kind === "span" ? all.slice(one.from, one.from + one.slots) : []));
      if (entries.some((one) => one.kind === "span" && one.slots > 48)) return false;
      if (new Set(taken.map(({ at }) => at)).size < taken.length) return false;
      return [0, 1, 2, 3, 4].every((place) => {
        const day = addDays(first, place);
        const spans = taken.filter((slot) => slot.day === day).length;
        const lengths = entries.reduce(
          (sum, one) => sum + (one.kind === "length" && one.day === place ? one.slots : 0),
          0,
        );
        return spans + lengths <= Math.min(48, all.filter((slot) => slot.day === day).length);
      });
    };
    const law = fc.asyncProperty(fc.array(operation, { maxLength: 30 }), async (operations) => {
      const entries: Entry[] = [];
      const standing = (but?: Entry) =>
        entries.filter((one) => !one.removed && one !== but).map(({ wanted }) => wanted);
      const goes = (work: Promise<unknown>) =>
        work.then(
          () => true,
          (error) => (["CONFLICT", "INVALID"].includes(error.code) ? false : Promise.reject(error)),
        );
      const act = <T>(work: Parameters<typeof workshop.as<T>>[1]) => workshop.as("member", work, globex);
      for (const { kind, wanted, which } of operations) {
        if (kind === "create") {
          const before = entries.length;
          const wants = fits([...standing(), wanted]);
          await goes(
            act(async (ctx) => {
              const { id } = await createTimeEntry(ctx, place(wanted));
              entries.push({ id, removed: false, wanted });
            }),
          );
          expect(entries.length > before).toBe(wants);
          continue;
        }
        const entry = entries[which % entries.length];
        if (!entry || entry.removed !== (kind === "restore")) continue;
        const { id } = entry;
        if (kind === "remove") {
          await act((ctx) => removeTimeEntries(ctx, [id]));
          entry.removed = true;
        } else if (kind === "restore") {
          const done = await goes(act((ctx) => restoreTimeEntries(ctx, [id])));
          expect(done).toBe(fits([...standing(), entry.wanted]));
          entry.removed = !done;
        } else if (wanted.kind === entry.wanted.kind) {
          const done = await goes(act((ctx) => updateTimeEntry(ctx, { id, ...place(wanted) })));
          expect(done).toBe(fits([...standing(entry), wanted]));
          if (done) entry.wanted = wanted;
        }
      }
      const left = entries.filter(({ removed }) => !removed).map(({ id }) => id);
      if (left.length > 0) await act((ctx) => removeTimeEntries(ctx, left));
    });
    await fc.assert(law, { numRuns: runs });
  },
);
