import { randomUUIDv7 } from "node:crypto";

/** A time-ordered id (RFC 9562, version 7): new rows land at the right-hand edge of an index. */
export function uuidv7(): string {
  return randomUUIDv7();
}
