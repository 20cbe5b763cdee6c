import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrowPath, arrowPoints, linksWithin, placeLinks } from "./arrows.ts";
import { ganttRows } from "./rows.ts";

const types = ["FS", "SS", "FF", "SF"] as const;

describe("arrowPoints", () => {
  it.each([
    ["FS", { x: 100, y: 10 }, { x: 200, y: 50 }, "M100 10L190 10L190 50L200 50"],
    ["FS", { x: 100, y: 10 }, { x: 90, y: 50 }, "M100 10L110 10L110 28L80 28L80 50L90 50"],
    ["SS", { x: 100, y: 10 }, { x: 60, y: 50 }, "M100 10L50 10L50 50L60 50"],
    ["FF", { x: 100, y: 10 }, { x: 160, y: 50 }, "M100 10L170 10L170 50L160 50"],
    ["SF", { x: 100, y: 10 }, { x: 60, y: 50 }, "M100 10L70 10L70 50L60 50"],
    ["SF", { x: 100, y: 10 }, { x: 130, y: 50 }, "M100 10L90 10L90 28L140 28L140 50L130 50"],
  ] as const)("%s from %o to %o", (type, from, to, expected) => {
    expect(arrowPath(arrowPoints(from, to, type, 28)).line).toBe(expected);
  });

  it("leaves and arrives outside both bars whichever way they lie, with level and upright parts only", () => {
    const point = fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 400 }) });
    fc.assert(
      fc.property(point, point, fc.constantFrom(...types), (from, to, type) => {
        const points = arrowPoints(from, to, type, 200);
        expect([points[0], points.at(-1)]).toEqual([from, to]);
        for (const [index, { x, y }] of points.entries()) {
          const next = points[index + 1];
          if (next) expect(x === next.x || y === next.y).toBe(true);
        }
        const [second, last] = [points[1]?.x ?? 0, points.at(-2)?.x ?? 0];
        expect(type[0] === "F" ? second - from.x : from.x - second).toBeGreaterThanOrEqual(10);
        expect(type[1] === "S" ? to.x - last : last - to.x).toBeGreaterThanOrEqual(10);
      }),
    );
  });

  it("points its head the way it arrives", () => {
    expect(arrowPath(arrowPoints({ x: 0, y: 0 }, { x: 50, y: 9 }, "FS", 4)).head).toBe("M50 9l-7 -4v8z");
    expect(arrowPath(arrowPoints({ x: 0, y: 0 }, { x: 50, y: 9 }, "FF", 4)).head).toBe("M50 9l7 -4v8z");
  });
});

describe("links in sight", () => {
  const tasks = ["a", "b", "c", "d"].map((id, index) => ({
    id,
    title: id,
    start: id === "d" ? null : "2026-03-02",
    end: null,
    parentId: index === 1 ? "a" : null,
  }));
  const links = [
    { id: "1", from: "a", to: "c", type: "FS" as const },
    { id: "2", from: "b", to: "c", type: "FS" as const },
    { id: "3", from: "c", to: "d", type: "FS" as const },
  ];

  it("are those between bars that are shown", () => {
    const ids = (collapsed: string[]) =>
      placeLinks(links, ganttRows(tasks, new Set(collapsed))).map(({ link }) => link.id);
    expect(ids([])).toEqual(["1", "2"]);
    expect(ids(["a"])).toEqual(["1"]);
  });

  it("include one that only passes through, whose ends are both out of sight", () => {
    const placed = [{ link: { id: "1", from: "x", to: "y", type: "FS" as const }, from: 90, to: 3 }];
    expect(linksWithin(placed, { from: 40, to: 50 })).toHaveLength(1);
    expect(linksWithin(placed, { from: 91, to: 99 })).toHaveLength(0);
    expect(linksWithin(placed, { from: 0, to: 3 })).toHaveLength(0);
  });
});
