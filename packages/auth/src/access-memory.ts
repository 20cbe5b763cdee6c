import { RecentMap } from "./recent-map.ts";

/** However quiet the feed, nothing is believed longer than this: somebody may have mended a row by hand. */
const maxAgeMs = 60_000;
const maxRemembered = 10_000;

interface Entry<Value> {
  readonly readAtMs: number;
  readonly reading: Promise<Value | null>;
  /** Null while the database has not answered. */
  value: Value | null;
}

/**
 * What was read about somebody's access, for as long as `isTrusted` says that a change would have been heard of.
 *
 * The reading itself is remembered, so that requests which arrive together ask once. It is safe although it may see the
 * state before a change: the change is announced after it commits, which is after this entry was made, and takes it out.
 *
 * Refusals are not remembered: nobody could tell whose they are when the person is let in again, and whoever makes keys
 * up would push out those of others.
 */
export class AccessMemory<Value> {
  readonly #entries = new RecentMap<string, Entry<Value>>(maxRemembered);
  readonly #isTrusted: () => boolean;

  constructor(isTrusted: () => boolean) {
    this.#isTrusted = isTrusted;
  }

  /** What is known under the key, asking `read` where that is nothing or too old. */
  async get(key: string, read: () => Promise<Value | null>): Promise<Value | null> {
    const known = this.#entries.get(key);
    const fresh = known && performance.now() - known.readAtMs < maxAgeMs;
    if (fresh && this.#isTrusted()) return known.reading;

    const entry: Entry<Value> = { readAtMs: performance.now(), reading: read(), value: null };
    this.#entries.set(key, entry);
    try {
      entry.value = await entry.reading;
      return entry.value;
    } finally {
      // Refused, or a database that could not be asked: the next request asks again.
      if (entry.value === null && this.#entries.get(key) === entry) this.#entries.delete(key);
    }
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  /** Forgets what matches, and what is still being read: nobody knows yet whether it does. */
  forgetWhere(matches: (value: Value) => boolean): void {
    for (const [key, { value }] of this.#entries) {
      if (value === null || matches(value)) this.#entries.delete(key);
    }
  }

  clear(): void {
    this.#entries.clear();
  }
}
