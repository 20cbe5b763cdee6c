import type { RichText } from "@steward/contracts/kernel/rich-text";

/** A file that hangs on a message that is not sent yet; its bytes are with the storage already. */
export interface OutboxFile {
  readonly id: string;
  readonly name: string;
}

/** A message as it was written here, before the server has it. */
export interface OutboxEntry {
  /** By which the server knows a message that reaches it twice. */
  readonly clientId: string;
  readonly conversationId: string;
  /** The first message of the thread it is written in; null in the conversation itself. */
  readonly threadRootId: string | null;
  /** The message it answers. */
  readonly replyToId: string | null;
  readonly content: RichText;
  readonly files: readonly OutboxFile[];
  /** ISO 8601, by this machine's clock. */
  readonly writtenAt: string;
  /**
   * `waiting` for its turn or the line, `sent` and about to be seen in the conversation, `failed` where the server
   * understood and refused it.
   */
  readonly state: "waiting" | "sent" | "failed";
  /** Why it was refused, in words. */
  readonly problem: string | null;
}

/** Where the entries live between two loads of the page. */
export type OutboxStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export interface Outbox {
  all(): readonly OutboxEntry[];
  subscribe(listener: () => void): () => void;
  add(entry: Omit<OutboxEntry, "state" | "problem">): void;
  change(clientId: string, change: Partial<Pick<OutboxEntry, "state" | "problem">>): void;
  remove(clientId: string): void;
  /** Reads again what another window of this browser wrote. */
  reload(): void;
}

function read(store: OutboxStore, key: string): OutboxEntry[] {
  try {
    const stored: unknown = JSON.parse(store.getItem(key) ?? "[]");
    return Array.isArray(stored) ? stored : [];
  } catch {
    return [];
  }
}

/**
 * What was written and is not known to have arrived, in the order in which it was written. It outlives the page: whoever
 * writes in a tunnel and closes the laptop finds it sent the next time.
 */
export function createOutbox(store: OutboxStore, key: string): Outbox {
  const listeners = new Set<() => void>();
  // One that was sent before the page went is in the conversation by now.
  let entries: readonly OutboxEntry[] = read(store, key).filter(({ state }) => state !== "sent");
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const put = (next: readonly OutboxEntry[]) => {
    entries = next;
    try {
      if (next.length > 0) store.setItem(key, JSON.stringify(next));
      else store.removeItem(key);
    } catch {
      // A full or forbidden store: the entries live as long as the page.
    }
    tell();
  };
  return {
    all: () => entries,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add: (entry) => put([...entries, { ...entry, state: "waiting", problem: null }]),
    change: (clientId, change) =>
      put(entries.map((entry) => (entry.clientId === clientId ? { ...entry, ...change } : entry))),
    remove: (clientId) => put(entries.filter((entry) => entry.clientId !== clientId)),
    reload() {
      entries = read(store, key);
      tell();
    },
  };
}

/** What became of trying to send one. */
export type Sending = { readonly sent: true } | { readonly sent: false; readonly problem: string | null };

/**
 * Sends what waits, one after the other, until nothing waits or the line is gone. What the server refuses stays behind as
 * failed and holds up nothing.
 *
 * @param send answers a problem for a refusal and null where nobody knows: then it is tried again, under the same id
 * @returns whether everything that waited has come to an end
 */
export async function sendWaiting(outbox: Outbox, send: (entry: OutboxEntry) => Promise<Sending>): Promise<boolean> {
  for (;;) {
    const next = outbox.all().find(({ state }) => state === "waiting");
    if (!next) return true;
    const sending = await send(next);
    if (sending.sent) outbox.change(next.clientId, { state: "sent" });
    else if (sending.problem === null) return false;
    else outbox.change(next.clientId, { state: "failed", problem: sending.problem });
  }
}
