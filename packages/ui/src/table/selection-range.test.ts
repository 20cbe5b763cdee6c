import { expect, it } from "vitest";
import { rangeBetween } from "./selection-range.ts";

const items = ["a", "b", "c", "d"].map((id) => ({ id }));

it.each([
  ["b", "d", ["b", "c", "d"]],
  ["d", "b", ["b", "c", "d"]],
  [undefined, "c", ["c"]],
  ["gone", "c", ["c"]],
  ["c", "c", ["c"]],
])("from %s to %s", (from, to, expected) => {
  expect(rangeBetween(items, from, to)).toEqual(expected);
});
