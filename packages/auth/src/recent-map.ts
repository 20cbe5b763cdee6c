/** A map that keeps the most recently stored entries and forgets the oldest beyond `max`. */
export class RecentMap<Key, Value> implements Iterable<[Key, Value]> {
  readonly #entries = new Map<Key, Value>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key);
  }

  set(key: Key, value: Value): void {
    // A map iterates in the order of insertion, so storing anew makes the entry the youngest.
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > this.#max && !oldest.done) this.#entries.delete(oldest.value);
  }

  delete(key: Key): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Oldest first; entries may be deleted on the way. */
  [Symbol.iterator](): Iterator<[Key, Value]> {
    return this.#entries.entries();
  }
}
