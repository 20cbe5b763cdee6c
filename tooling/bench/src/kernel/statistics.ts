/** The value below which the given share (0 to 1) of the samples lies, by the nearest rank. NaN without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const rank = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[rank] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** A way of doing something that is compared with others; runs once and answers what was measured. */
export type Variant = () => Promise<number>;

/**
 * Runs every variant once per round, each round in another order, and answers the median of each.
 * A machine that slows down for a while slows all of them, so that their ratio stays true.
 */
export async function interleave<Name extends string>(
  variants: Readonly<Record<Name, Variant>>,
  rounds: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(variants) as Name[];
  const samples = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const turn = round % names.length;
    for (const name of [...names.slice(turn), ...names.slice(0, turn)]) {
      samples.get(name)?.push(await variants[name]());
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(samples.get(name) ?? [])])) as Record<Name, number>;
}

/** Milliseconds one call takes. */
export async function timeMs(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/**
 * Keeps `concurrency` calls running until `calls` have been made and answers how long each took, in milliseconds.
 * `call` gets its number, so that it can spread over tenants. Throws the first failure.
 */
export async function underLoad(
  calls: number,
  concurrency: number,
  call: (index: number) => Promise<unknown>,
): Promise<number[]> {
  const samples: number[] = [];
  let next = 0;
  const lane = async () => {
    while (next < calls) {
      const index = next;
      next += 1;
      samples.push(await timeMs(() => call(index)));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return samples;
}
