import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parentsFirst, withoutCircles } from "./order.ts";

const names = fc.constantFrom(..."abcdefgh");

describe("parents before children", () => {
  it("keeps every row once, behind its parent, whatever the file says", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(names, fc.option(names)), { selector: ([ref]) => ref }), (pairs) => {
        const rows = pairs.map(([ref, parentRef]) => ({ ref, parentRef }));
        const { ordered, cut } = parentsFirst(rows);
        expect(ordered.map(({ ref }) => ref).sort()).toEqual(rows.map(({ ref }) => ref).sort());
        const place = new Map(ordered.map(({ ref }, index) => [ref, index]));
        for (const { ref, parentRef } of ordered) {
          const parent = parentRef === null || cut.has(ref) ? undefined : place.get(parentRef);
          if (parent !== undefined) expect(parent).toBeLessThan(place.get(ref) ?? -1);
        }
      }),
    );
  });

  it("cuts a circle once and leaves the order of the file otherwise", () => {
    const rows = [
      { ref: "a", parentRef: "b" },
      { ref: "b", parentRef: "a" },
      { ref: "c", parentRef: null },
    ];
    const { ordered, cut } = parentsFirst(rows);
    expect(cut.size).toBe(1);
    expect(ordered.at(-1)?.ref).toBe("c");
  });
});

describe("links", () => {
  it("never lead in a circle, and are left out only where they would", () => {
    const link = fc.record({ from: names, to: names }).filter(({ from, to }) => from !== to);
    fc.assert(
      fc.property(fc.array(link, { maxLength: 25 }), (wanted) => {
        const { kept, left } = withoutCircles([], wanted);
        const reach = closure(kept);
        for (const name of "abcdefgh") expect(reach.has(`${name}${name}`)).toBe(false);
        for (const { from, to } of left) expect(reach.has(`${to}${from}`)).toBe(true);
      }),
    );
  });
});

/** Warshall: who reaches whom, as pairs of letters. */
function closure(links: readonly { from: string; to: string }[]): Set<string> {
  const pairs = new Set(links.map(({ from, to }) => from + to));
  for (const via of "abcdefgh")
    for (const from of "abcdefgh")
      for (const to of "abcdefgh") if (pairs.has(from + via) && pairs.has(via + to)) pairs.add(from + to);
  return pairs;
}
