import { expect, test } from "vitest";
import { runs } from "./runs.ts";

test("whoever runs the organisation is not offered to delete what others write to them in private", () => {
  const everything = () => true;
  expect(runs({ role: "member", visibility: "private" }, everything)).toBe(false);
  expect(runs({ role: "member", visibility: "public" }, everything)).toBe(true);
  expect(runs({ role: null, visibility: "public" }, () => false)).toBe(false);
  expect(runs({ role: "owner", visibility: "private" }, () => false)).toBe(true);
});
