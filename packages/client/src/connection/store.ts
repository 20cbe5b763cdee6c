/** Whether something is reached, for all who show it. */
interface Reachability {
  report(reachable: boolean): void;
  isLost(): boolean;
  subscribe(listener: () => void): () => void;
}

function createReachability(): Reachability {
  const listeners = new Set<() => void>();
  let lost = false;
  return {
    report(reachable) {
      if (lost === !reachable) return;
      lost = !reachable;
      for (const listener of listeners) listener();
    },
    isLost: () => lost,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Whether the API was reached the last time anybody tried; one answer for the whole page. */
export const connection = createReachability();

/** Whether changes by others are heard of as they happen. */
export const liveLine = createReachability();
