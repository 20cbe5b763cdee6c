import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import superjson from "superjson";
import { stringify } from "../server/stringify.ts";
import { wireValue } from "./value.ts";

/**
 * The laws of the serializer: what it writes is read by superjson as the value it was, and is byte for byte what
 * superjson writes. Only where a value stands in several places, one of them inside a map or a set, the notes about that
 * may differ, because superjson cannot read its own.
 * @throws with the smallest value that breaks a law, and the seed that repeats the run.
 */
export function proveSerializer(runs: number): void {
  fc.assert(
    fc.property(wireValue, (value) => {
      const written = stringify(value);
      const expected = superjson.stringify(value);
      const [ours, theirs] = isSharedInside(value)
        ? [withoutNotes(written), withoutNotes(expected)]
        : [written, expected];
      if (ours !== theirs) throw new Error(`wrote    ${ours}\nexpected ${theirs}`);
      if (!isDeepStrictEqual(superjson.parse(written), value)) throw new Error(`is not read as it was: ${written}`);
    }),
    { numRuns: runs },
  );
}

function withoutNotes(text: string): string {
  const { json, meta }: { json: unknown; meta?: { values?: unknown } } = JSON.parse(text);
  return JSON.stringify({ json, values: meta?.values });
}

/** Whether anything but a primitive of superjson's (it takes bigint and NaN for none) stands in two places, one inside. */
function isSharedInside(root: unknown): boolean {
  const outside = new Set<unknown>();
  const inside = new Set<unknown>();
  const visit = (value: unknown, isInside: boolean): boolean => {
    const hasIdentity =
      (typeof value === "object" && value !== null) || typeof value === "bigint" || Number.isNaN(value);
    if (!hasIdentity) return false;
    if (inside.has(value) || (isInside && outside.has(value))) return true;
    const isRepeat = outside.has(value);
    (isInside ? inside : outside).add(value);
    if (value instanceof Map) return [...value].flat().some((member) => visit(member, true));
    if (value instanceof Set) return [...value].some((member) => visit(member, true));
    if (isRepeat || typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return false;
    return Object.values(value).some((member) => visit(member, isInside));
  };
  return visit(root, false);
}
