import superjson from "superjson";
import { expect, test } from "vitest";
import { proveSerializer } from "../testing/serializer.ts";
import { stringify } from "./stringify.ts";

// `npm run proof -- wire` runs a hundred thousand.
test("random values are written as superjson writes them, and read as they were", () => {
  proveSerializer(2_000);
});

class Money {
  amountMinor = 5;
}
const cycle: Record<string, unknown> = { name: "a", when: new Date(0) };
cycle.self = { deep: [cycle] };
const deep = Array.from({ length: 900 }).reduce<unknown>((inner) => ({ inner }), new Date(0));

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["a date", new Date(0)],
  ["an invalid date", { at: new Date(Number.NaN) }],
  ["a class instance", { total: new Money(), at: new Date(0) }],
  ["an error with a cause", new Error("outer", { cause: new Map([[1n, new Date(0)]]) })],
  ["a function, which JSON drops", { run: () => 1, list: [() => 1] }],
  ["an object that writes itself", { toJSON: () => "itself" }],
  ["a symbol", { kind: Symbol("a") }],
  ["an array with a hole", Object.assign([1], { 2: new Date(0) })],
  ["an object without a prototype", Object.assign(Object.create(null), { at: new Date(0) })],
  ["boxed primitives", [new String("a"), new Number(1)]],
  ["a view without a type", new DataView(new ArrayBuffer(2))],
  ["a subclass of Map", new (class Rates extends Map<number, bigint> {})([[1, 2n]])],
  ["a subclass of Uint8Array", new (class Bytes extends Uint8Array {})([1, 2])],
  ["floats that JSON cannot hold", new Float64Array([1.5, Number.NaN, -0, Number.POSITIVE_INFINITY])],
  ["equal numbers that have an identity", [Number.NaN, Number.NaN, 5n, 5n, -0, -0]],
  ["the same moment twice", [new Date(5), new Date(5), new Date(-5), new Date(8_191), new Date(0)]],
  ["a cycle", cycle],
  ["something deep", deep],
  [
    "members that are array indices behind others",
    { b: { a: [{ d: 1n }, undefined, new Map([[{ e: 2n }, undefined]])] } },
  ],
])("superjson's own output is what is written for %s", (_, value) => {
  expect(stringify(value)).toBe(superjson.stringify(value));
});

test.each(["__proto__", "constructor", "prototype"])(
  "a member called %s is refused as superjson refuses it",
  (name) => {
    const value = JSON.parse(`{"a":{"${name}":1}}`);
    expect(() => superjson.stringify(value)).toThrow(`Detected property ${name}`);
    expect(() => stringify(value)).toThrow(`Detected property ${name}`);
  },
);

test("a Buffer is read as bytes, which superjson's own output is not", () => {
  const value = { file: Buffer.from([1, 2, 255]) };
  expect(superjson.parse(stringify(value))).toEqual({ file: new Uint8Array([1, 2, 255]) });
  expect(() => superjson.parse(superjson.stringify(value))).toThrow("unknown typed array");
});

test("an object that is a map's key and stands beside it is read, which superjson's own output is not", () => {
  const owner = { name: "Anna" };
  const value = { owner, deals: new Map([[owner, [owner]]]), owners: [owner] };
  expect(superjson.parse(stringify(value))).toEqual(value);
  const { owner: read, owners } = superjson.parse<typeof value>(stringify(value));
  expect(owners[0]).toBe(read);
});

test("an object that stands in two rows is one object for the reader, as with superjson", () => {
  const owner = { name: "Anna", since: new Date(0) };
  const value = [{ owner }, { owner }];
  expect(stringify(value)).toBe(superjson.stringify(value));
  const [first, second] = superjson.parse<typeof value>(stringify(value));
  expect(first?.owner).toBe(second?.owner);
});
