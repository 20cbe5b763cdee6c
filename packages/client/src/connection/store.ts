const listeners = new Set<() => void>();
let lost = false;

/** Whether the API was reached the last time anybody tried; one answer for the whole page. */
export const connection = {
  report(reachable: boolean): void {
    if (lost === !reachable) return;
    lost = !reachable;
    for (const listener of listeners) listener();
  },
  isLost: (): boolean => lost,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
