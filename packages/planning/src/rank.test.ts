import fc from "fast-check";
import { expect, it } from "vitest";
import { rankBetween, ranksBetween } from "./rank.ts";

it("keeps an order that is made by dragging, byte by byte", () => {
  const move = fc.record({ from: fc.nat(), to: fc.nat(), many: fc.integer({ min: 1, max: 3 }) });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      const items = ranksBetween(null, null, 5).map((rank, name) => ({ name, rank }));
      for (const { from, to, many } of moves) {
        const moved = items.splice(from % items.length, Math.min(many, items.length - 1));
        const place = to % (items.length + 1);
        const ranks = ranksBetween(items[place - 1]?.rank ?? null, items[place]?.rank ?? null, moved.length);
        items.splice(place, 0, ...moved.map((item, at) => ({ ...item, rank: ranks[at] ?? "" })));
      }
      const sorted = items.toSorted((a, b) => Buffer.compare(Buffer.from(a.rank), Buffer.from(b.rank)));
      expect(sorted.map(({ name }) => name)).toEqual(items.map(({ name }) => name));
      expect(new Set(items.map(({ rank }) => rank)).size).toBe(items.length);
    }),
  );
});

it("grows slowly where everything is put into one gap, and not at all at the ends", () => {
  let before = rankBetween(null, null);
  const after = before;
  before = rankBetween(after, null);
  for (let times = 0; times < 300; times += 1) before = rankBetween(after, before);
  expect(before.length).toBeLessThan(64);
  let last = after;
  for (let times = 0; times < 5_000; times += 1) last = rankBetween(last, null);
  expect(last.length).toBeLessThan(6);
});

it("refuses neighbours that are mixed up, the same or no ranks", () => {
  expect(() => rankBetween("a1", "a0")).toThrow(RangeError);
  expect(() => rankBetween("a1", "a1")).toThrow(RangeError);
  expect(() => rankBetween("?", null)).toThrow(RangeError);
  expect(() => rankBetween(null, "")).toThrow(RangeError);
});
