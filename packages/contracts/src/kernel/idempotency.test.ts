import { expect, test } from "vitest";
import { makeIdempotencyKey, readIdempotencyKeys, writeIdempotencyKeys } from "./idempotency.ts";

test("what is written is read, for one call and for a batch", () => {
  for (const count of [1, 2, 20]) {
    const keys = Array.from({ length: count }, makeIdempotencyKey);
    expect(new Set(keys).size).toBe(count);
    expect(readIdempotencyKeys(writeIdempotencyKeys(keys))).toEqual(keys);
  }
});

test("keys stand with quotes and without", () => {
  expect(readIdempotencyKeys("8e03978e-40d5-43dd-bc93-6894a57f9324")).toEqual(["8e03978e-40d5-43dd-bc93-6894a57f9324"]);
  expect(readIdempotencyKeys('"order/7", order/8 ')).toEqual(["order/7", "order/8"]);
});

test.each(["", '""', "a,,b", "a,", "two words", 'a"b', "a\\b", "a\nb", "ä", "x".repeat(256)])(
  "%j is refused",
  (header) => {
    expect(readIdempotencyKeys(header)).toBeNull();
  },
);
