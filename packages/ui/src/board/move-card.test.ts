import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moveCard } from "./move-card.ts";

const lanes = { open: ["a", "b", "c"], won: ["d"], lost: [] };

describe("moveCard", () => {
  it.each([
    ["a", "open", 2, { ...lanes, open: ["b", "c", "a"] }],
    ["c", "open", 0, { ...lanes, open: ["c", "a", "b"] }],
    ["b", "won", 1, { open: ["a", "c"], won: ["d", "b"], lost: [] }],
    ["b", "lost", 9, { open: ["a", "c"], won: ["d"], lost: ["b"] }],
    ["x", "won", 0, lanes],
    ["a", "gone", 0, lanes],
  ])("%s to %s at %i", (card, column, index, expected) => {
    expect(moveCard(lanes, card, column, index)).toEqual(expected);
  });

  it("neither loses nor doubles a card, and puts it where it was asked", () => {
    const move = fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom("open", "won", "lost"), fc.nat(4));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
        let state: Readonly<Record<string, readonly string[]>> = lanes;
        for (const [card, column, index] of moves) {
          state = moveCard(state, card, column, index);
          const lane = state[column] ?? [];
          expect(lane[Math.min(index, lane.length - 1)]).toBe(card);
        }
        expect(Object.values(state).flat().sort()).toEqual(["a", "b", "c", "d"]);
      }),
    );
  });
});
