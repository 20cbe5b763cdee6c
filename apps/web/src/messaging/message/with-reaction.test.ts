import { expect, test } from "vitest";
import { withReaction } from "./with-reaction.ts";

const ben = { emoji: "👍", count: 1, isMine: false, names: ["Ben"] };

test("one's own reaction joins the others' and leaves them as they were", () => {
  const joined = withReaction([ben], { emoji: "👍", on: true, name: "Ann" });
  expect(joined).toEqual([{ emoji: "👍", count: 2, isMine: true, names: ["Ben", "Ann"] }]);
  expect(withReaction(joined, { emoji: "👍", on: true, name: "Ann" })).toEqual(joined);
  expect(withReaction(joined, { emoji: "👍", on: false, name: "Ann" })).toEqual([ben]);
});

test("the last one to leave takes the emoji along", () => {
  const alone = withReaction([], { emoji: "🎉", on: true, name: "Ann" });
  expect(alone).toEqual([{ emoji: "🎉", count: 1, isMine: true, names: ["Ann"] }]);
  expect(withReaction(alone, { emoji: "🎉", on: false, name: "Ann" })).toEqual([]);
  expect(withReaction([], { emoji: "🎉", on: false, name: "Ann" })).toEqual([]);
});
