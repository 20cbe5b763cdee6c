import type { Hmac } from "node:crypto";

type Sink = Pick<Hmac, "update">;

/**
 * Writes a value so that equal ones are written alike and different ones differently: keys in order, every kind under a
 * mark of its own, texts in quotes, and files with their content. What no input holds (functions, classes of one's own)
 * is refused with a TypeError.
 */
export async function writeDigestible(sink: Sink, value: unknown): Promise<void> {
  const files: File[] = [];
  sink.update(textOf(value, files));
  for (const file of files) {
    // In parts: a file may be larger than anybody wants to hash in one go.
    for await (const part of file.stream()) sink.update(part);
  }
}

/** The value as text; files are collected, and stand in it by their name and length. */
function textOf(value: unknown, files: File[]): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "bigint":
      return `${value}n`;
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "boolean":
    case "undefined":
      return String(value);
    case "object":
      return value === null ? "null" : textOfObject(value, files);
    default:
      throw new TypeError(`A ${typeof value} has no digest.`);
  }
}

function textOfObject(value: object, files: File[]): string {
  const all = (mark: string, items: Iterable<unknown>) =>
    `${mark}(${Array.from(items, (item) => textOf(item, files)).join(",")})`;
  if (Array.isArray(value)) return all("", value);
  if (isPlain(value)) {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    return all("{}", entries.sort(([a], [b]) => (a < b ? -1 : 1)).flat());
  }
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (value instanceof Map) return all("Map", [...value].flat());
  if (value instanceof Set) return all("Set", value);
  if (value instanceof URL || value instanceof RegExp)
    return `${value.constructor.name}(${JSON.stringify(String(value))})`;
  if (ArrayBuffer.isView(value)) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return `${value.constructor.name}(${bytes.toString("base64")})`;
  }
  if (value instanceof File) {
    files.push(value);
    return all("File", [value.name, value.type, value.size]);
  }
  throw new TypeError(`A ${value.constructor.name} has no digest.`);
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
