import fc from "fast-check";

/** Names that break a careless walk: array indices, dots and backslashes of superjson's paths, JSON's own escapes. */
const memberName = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("id", "name", "createdAt", "amountMinor", "ü", "toJSON") },
  {
    weight: 3,
    arbitrary: fc.constantFrom("", "0", "1", "10", "01", "4294967294", "4294967295", "a.b", "a\\b", "\\.", '"', "\n"),
  },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
);

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 100 }),
  // Lone surrogates too, which JSON may only hold escaped (RFC 8259, 8.2).
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
);

const number = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, 1e21, 2 ** 53),
);

const leaf = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 4, arbitrary: number },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, undefined, true, false) },
  { weight: 3, arbitrary: fc.date({ noInvalidDate: true }) },
  { weight: 2, arbitrary: fc.oneof(fc.bigInt(), fc.constantFrom(0n, 1_990n, -5n)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("https://steward.example/a?b=c#d", "file:///x y").map((url) => new URL(url)),
  },
  { weight: 1, arbitrary: fc.constantFrom(/a\/b/giu, /^["\\]$/s, /(?:)/).map((regex) => new RegExp(regex)) },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      fc.uint8ClampedArray({ maxLength: 6 }),
      fc.int8Array({ maxLength: 6 }),
      fc.int16Array({ maxLength: 6 }),
      fc.uint16Array({ maxLength: 6 }),
      fc.int32Array({ maxLength: 6 }),
      fc.uint32Array({ maxLength: 6 }),
      // Their NaN, infinities and -0 do not survive superjson's format.
      fc.float32Array({ maxLength: 6, noNaN: true, noDefaultInfinity: true }).map((floats) => floats.map((f) => f + 0)),
      fc.float64Array({ maxLength: 6, noNaN: true, noDefaultInfinity: true }).map((floats) => floats.map((f) => f + 0)),
    ),
  },
);

/**
 * Anything a service may answer with. `shared` are values that may stand in it more than once: the same object in
 * several rows is what superjson notes as a referential equality.
 */
const tree = (shared: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.letrec<{ value: unknown }>((tie) => {
    const value = tie("value");
    return {
      value: fc.oneof(
        { maxDepth: 4, depthSize: "small", withCrossShrink: true },
        { weight: 5, arbitrary: leaf },
        { weight: 3, arbitrary: shared.length > 0 ? fc.constantFrom(...shared) : leaf },
        {
          weight: 4,
          arbitrary: fc.dictionary(
            memberName.filter((name) => name !== "__proto__"),
            value,
            { maxKeys: 5, noNullPrototype: true },
          ),
        },
        { weight: 3, arbitrary: fc.array(value, { maxLength: 5 }) },
        { weight: 1, arbitrary: fc.array(fc.tuple(value, value), { maxLength: 3 }).map((entries) => new Map(entries)) },
        { weight: 1, arbitrary: fc.array(value, { maxLength: 3 }).map((members) => new Set(members)) },
      ),
    };
  }).value;

/** A random value of the kinds the wire knows. */
export const wireValue: fc.Arbitrary<unknown> = fc
  .array(tree([]), { maxLength: 3 })
  .chain((first) => fc.array(tree(first), { maxLength: 2 }).chain((second) => tree([...first, ...second])));
