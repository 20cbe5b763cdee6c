import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { writeDigestible } from "./digest.ts";

async function digest(value: unknown): Promise<string> {
  const hash = createHash("sha256");
  await writeDigestible(hash, value);
  return hash.digest("hex");
}

describe("equal inputs have one digest", () => {
  it.each<[string, unknown, unknown]>([
    ["whatever the order of their keys", { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
    ["with or without a key that says nothing", { a: 1, b: undefined }, { a: 1 }],
    ["files of one content", { file: new File(["a,b"], "x.csv") }, { file: new File(["a", ",b"], "x.csv") }],
    ["dates of one instant", new Date("2027-01-01T00:00:00Z"), new Date("2027-01-01T01:00:00+01:00")],
  ])("%s", async (_what, one, other) => {
    expect(await digest(one)).toBe(await digest(other));
  });
});

describe("different inputs have different digests", () => {
  const different: unknown[] = [
    ...[undefined, null, true, "true", "", 0, -0, 1, "1", 1n, Number.NaN, "NaN"],
    ...[[], {}, [[]], [1, 2], [2, 1], ["1,2"], [[1], 2], [1, [2]], ["a", "b"], ['a","b']],
    ...[{ a: 1 }, { a: "1" }, { b: 1 }, { a: null }, { a: { b: 1 } }, ["a", 1], { 'a",1,"b': 2 }, { a: 1, b: 2 }],
    ...[new Date(0), new Date(1), new Date(Number.NaN), new Map([["a", 1]]), new Set(["a", 1]), new Set([1, "a"])],
    ...[new Uint8Array([1]), new Uint16Array([1]), new URL("http://a.test"), /a/, /a/i],
    ...[new File(["a"], "x"), new File(["b"], "x"), new File(["a"], "y"), new File(["a"], "x", { type: "text/csv" })],
    ...[
      [new File(["a"], "x"), new File(["bc"], "x")],
      [new File(["ab"], "x"), new File(["c"], "x")],
    ],
  ];

  it("over every kind there is", async () => {
    const digests = await Promise.all(different.map(digest));
    const twins = different.filter((_, index) => digests.indexOf(digests[index] ?? "") !== index);
    expect(twins).toEqual([]);
  });

  it("and what has none is refused", async () => {
    for (const value of [() => 1, Symbol("a"), new (class Own {})(), { a: Promise.resolve() }]) {
      await expect(digest(value)).rejects.toThrow(TypeError);
    }
  });
});
