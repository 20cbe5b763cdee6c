import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUIDv7 } from "node:crypto";

const source = new AsyncLocalStorage<() => string>();

/** A time-ordered id (RFC 9562, version 7): new rows land at the right-hand edge of an index. */
export function uuidv7(): string {
  const given = source.getStore();
  return given ? given() : randomUUIDv7();
}

/** The smallest id that `uuidv7` could make at that time: what is before it is older. */
export function firstUuidAt(time: Date): string {
  const milliseconds = time.getTime().toString(16).padStart(12, "0");
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7000-8000-000000000000`;
}

/** Lets `work` take its ids from `next`: for the demo, whose records have the same addresses on every machine. */
export function withIds<T>(next: () => string, work: () => T): T {
  return source.run(next, work);
}
