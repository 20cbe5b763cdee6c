import { setTimeout as delay } from "node:timers/promises";

/** After something went wrong. */
const patienceMs = 1_000;

interface Repeated {
  onError(error: unknown): void;
  /** Once, after the last time. */
  end?(): Promise<void>;
}

/** Does something again and again, each time as soon as the last one said (milliseconds), until it is stopped. */
export function repeat(look: () => Promise<number>, { onError, end }: Repeated): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const run = async () => {
    while (!stopping.signal.aborted) {
      const waitMs = await look().catch((error: unknown) => {
        onError(error);
        return patienceMs;
      });
      if (waitMs > 0) await delay(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
    await end?.();
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
