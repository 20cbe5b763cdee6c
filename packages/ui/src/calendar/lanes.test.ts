import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitLanes, placeInColumns, placeInLanes, segmentsOf } from "./lanes.ts";

const item = (id: string, from: number, to = from) => ({ id, from, to });
const laid = (items: ReturnType<typeof item>[], first = 0) => placeInLanes(segmentsOf(items, first, 7));

describe("bars of a week", () => {
  it("are cut at its ends, and know that they were", () => {
    const [cut, inside] = segmentsOf([item("a", 5, 20), item("b", 8, 9), item("c", 1, 6), item("d", 14)], 7, 7);
    expect(cut).toMatchObject({ from: 0, to: 6, isContinued: true, continues: true });
    expect(inside).toMatchObject({ from: 1, to: 2, isContinued: false, continues: false });
    expect(segmentsOf([item("c", 1, 6), item("d", 14)], 7, 7)).toEqual([]);
  });

  it("lie in the topmost free lane, long ones above short ones of the same day", () => {
    const lanes = laid([item("short", 0), item("long", 0, 3), item("late", 1, 2), item("after", 4, 6)]);
    expect(Object.fromEntries(lanes.map((each) => [each.item.id, each.lane]))).toEqual({
      long: 0,
      short: 1,
      late: 1,
      after: 0,
    });
  });

  it("never overlap in a lane, lose none, and use no more lanes than a day has bars", () => {
    const bar = fc
      .tuple(fc.integer({ min: -3, max: 8 }), fc.nat(9))
      .map(([from, length]) => ({ from, to: from + length }));
    fc.assert(
      fc.property(fc.array(bar, { maxLength: 12 }), (items) => {
        const segments = segmentsOf(items, 0, 7);
        const placed = placeInLanes(segments);
        expect(placed).toHaveLength(segments.length);
        const on = (day: number) => placed.filter(({ from, to }) => from <= day && to >= day);
        const days = [0, 1, 2, 3, 4, 5, 6].map(on);
        for (const day of days) expect(new Set(day.map(({ lane }) => lane)).size).toBe(day.length);
        const fullest = Math.max(...days.map((day) => day.length));
        expect(Math.max(0, ...placed.map(({ lane }) => lane + 1))).toBe(fullest);
      }),
    );
  });

  it("show or are counted on each of their days, and leave room for the count", () => {
    const bar = fc.tuple(fc.nat(6), fc.nat(6)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
    fc.assert(
      fc.property(fc.array(bar, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (items, room) => {
        const placed = placeInLanes(segmentsOf(items, 0, 7));
        const { shown, more } = fitLanes(placed, 7, room);
        for (const [day, kept] of more.entries()) {
          const here = (each: { from: number; to: number }) => each.from <= day && each.to >= day;
          const visible = shown.filter(here);
          expect(visible.length + kept).toBe(placed.filter(here).length);
          if (placed.some((each) => here(each) && each.lane >= room)) {
            expect(visible.every(({ lane }) => lane < room - 1)).toBe(true);
          }
        }
      }),
    );
  });
});

describe("placeInColumns", () => {
  const columns = (...stretches: [number, number][]) =>
    placeInColumns(stretches.map(([from, to], index) => ({ item: index, from, to }))).map(
      ({ item: id, column, columns: of }) => `${id}: ${column + 1}/${of}`,
    );

  it("gives the whole width to what overlaps nothing, an end meeting a beginning", () => {
    expect(columns([540, 600], [600, 660])).toEqual(["0: 1/1", "1: 1/1"]);
  });

  it("puts overlapping ones side by side and uses a column again", () => {
    expect(columns([540, 720], [540, 600], [600, 660], [720, 780])).toEqual(["0: 1/2", "1: 2/2", "2: 2/2", "3: 1/1"]);
  });
});
