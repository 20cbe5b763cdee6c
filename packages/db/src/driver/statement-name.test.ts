import { expect, test } from "vitest";
import { statementName } from "./statement-name.ts";

test("a statement gets its name when it is seen again, the same each time, unlike any other's", () => {
  expect(statementName("select a")).toBeUndefined();
  const name = statementName("select a");
  expect(name).toMatch(/^q_.{20,60}$/);
  expect(statementName("select a")).toBe(name);
  statementName("select b");
  expect(statementName("select b")).not.toBe(name);
});

test("neither long texts nor endless variety fill the servers' memory", () => {
  const long = `select ${"x".repeat(10_000)}`;
  for (let i = 0; i < 5; i += 1) expect(statementName(long)).toBeUndefined();
  const named = new Set<string>();
  for (let i = 0; i < 5000; i += 1) {
    statementName(`select ${i}`);
    const name = statementName(`select ${i}`);
    if (name) named.add(name);
  }
  expect(named.size).toBeLessThanOrEqual(250);
  expect(statementName("select a")).toBeDefined();
});
