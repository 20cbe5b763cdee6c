import { monitorEventLoopDelay } from "node:perf_hooks";

const resolutionMs = 20;
const windowMs = 1_000;
/** Refusing ends well below where it begins, so that it does not flicker. */
const calmFactor = 0.5;

export interface LoadWatch {
  /** Whether this process has more to do than it gets done. */
  isOverloaded(): boolean;
  stop(): void;
}

/**
 * Watches how late the event loop is: the mean over the last second, which a single slow moment does not lift far and
 * lasting overload does. Above `limitMs` new work is refused, so that what was begun gets finished: a queue that
 * only grows helps nobody in it.
 */
export function watchLoad(limitMs: number): LoadWatch {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  let overloaded = false;
  const timer = setInterval(() => {
    // What is measured is the distance between two ticks, so a loop at rest shows the resolution.
    const meanMs = delay.count === 0 ? 0 : delay.mean / 1e6 - resolutionMs;
    delay.reset();
    overloaded = meanMs > (overloaded ? limitMs * calmFactor : limitMs);
  }, windowMs);
  timer.unref();
  return {
    isOverloaded: () => overloaded,
    stop() {
      clearInterval(timer);
      delay.disable();
    },
  };
}
