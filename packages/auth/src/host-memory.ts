/** However quiet the feed, nothing is believed longer than this: somebody may have mended a row by hand. */
const heardForMs = 10_000;
/** How long the list is believed while changes to it would not be heard of. */
const unheardForMs = 1_000;

/** Host names that organisations have proved to be their own, each with the organisation's slug. */
export type HostList = ReadonlyMap<string, string>;

/**
 * The list as it was last read. All of it rather than name by name, so that a name that is nobody's costs as little as
 * one that is somebody's.
 */
export class HostMemory {
  readonly #hears: () => boolean | null;
  #reading: Promise<HostList> | null = null;
  #readAtMs = 0;

  /** @param hears whether a change would be heard of; null where nobody listens, and nothing is remembered. */
  constructor(hears: () => boolean | null) {
    this.#hears = hears;
  }

  list(read: () => Promise<HostList>): Promise<HostList> {
    const hears = this.#hears();
    const goodForMs = hears === null ? 0 : hears ? heardForMs : unheardForMs;
    if (this.#reading && performance.now() - this.#readAtMs < goodForMs) return this.#reading;

    const reading = read();
    this.#reading = reading;
    this.#readAtMs = performance.now();
    reading.catch(() => {
      if (this.#reading === reading) this.#reading = null;
    });
    return reading;
  }

  clear(): void {
    this.#reading = null;
  }
}
