import { richTextOf } from "@steward/contracts/kernel/rich-text";
import { expect, test } from "vitest";
import { newId } from "./new-id.ts";
import { trimmed } from "./trimmed.ts";

test("empty lines around what is said are dropped, those within it stay", () => {
  expect(trimmed(richTextOf("\n\none\n\ntwo\n"))).toEqual(richTextOf("one\n\ntwo"));
  expect(trimmed(richTextOf("\n")).content).toEqual([]);
});

test("an id is a UUID of version 4, and each is another", () => {
  const ids = Array.from({ length: 100 }, newId);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(100);
});
