import { richTextOf } from "@steward/contracts/kernel/rich-text";
import { expect, test } from "vitest";
import { isOnlyEmoji, safeHref } from "./look.ts";

test("a link leads to a page or a mailbox and never runs anything", () => {
  expect(safeHref("https://example.com/a")).toBe("https://example.com/a");
  expect(safeHref("mailto:a@example.com")).toBe("mailto:a@example.com");
  for (const href of ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//example.com"]) {
    expect(safeHref(href)).toBeUndefined();
  }
});

test("only a few emoji alone are large", () => {
  for (const text of ["🎉👍", "👩‍💻", "❤️ ❤️", "🎉🎉🎉 👩‍👩‍👧‍👦"]) expect(isOnlyEmoji(richTextOf(text))).toBe(true);
  for (const text of ["42", "ok 👍", "", "👍".repeat(20)]) expect(isOnlyEmoji(richTextOf(text))).toBe(false);
});
