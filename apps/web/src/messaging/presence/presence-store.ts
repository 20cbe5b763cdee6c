import type { PresenceItem } from "@steward/contracts/messaging/presence";

/** What is known of who is there, for everything on the page that shows it. */
function createPresenceStore() {
  const known = new Map<string, PresenceItem>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    get: (memberId: string): PresenceItem | undefined => known.get(memberId),
    put(items: readonly PresenceItem[]): void {
      for (const item of items) known.set(item.memberId, item);
      tell();
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const presences = createPresenceStore();
