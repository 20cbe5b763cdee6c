import type { MessageItem, MessagePage } from "@steward/contracts/messaging/message";

/** A place to begin at; without one, the newest. */
export type Place = { readonly around: number } | { readonly at: Date } | null;

/** What is asked of the server: the stretch at a place, or what goes on from a cursor. */
export type Stretch =
  | { readonly around?: number; readonly at?: Date; readonly limit: number }
  | { readonly cursor: number; readonly direction: "forward" | "backward"; readonly limit: number };

export interface WindowState {
  readonly status: "loading" | "ready" | "failed";
  readonly error: unknown;
  /** In the order of `seq`; a part of the conversation without gaps. */
  readonly items: readonly MessageItem[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  readonly loading: "older" | "newer" | null;
  /** Where a step failed; what is there stays, and the step may be tried again. */
  readonly stuck: "older" | "newer" | null;
  /** Where it was opened. */
  readonly place: Place;
  /** Counts the times the window was opened elsewhere: what was scrolled to means nothing any more. */
  readonly opening: number;
}

export interface MessageWindow {
  state(): WindowState;
  subscribe(listener: () => void): () => void;
  open(place: Place): Promise<void>;
  older(): Promise<void>;
  newer(): Promise<void>;
  /** Asks again for what could not be loaded, at the place where it was asked for. */
  retry(): Promise<void>;
  /** Asks again for what is shown; `tail` for the newest part of it only. */
  refresh(part?: "all" | "tail"): Promise<void>;
  /** Shows at once what is about to be so. */
  patch(id: string, change: (message: MessageItem) => MessageItem): void;
}

export const pageSize = 40;
/** Shown at once. What is beyond is let go at the other end and asked for again on the way back. */
export const windowSize = 160;
/** What a new message may change: itself, and how many replies those before it have. */
const tailSize = 20;
const refreshSize = 100;

const empty: WindowState = {
  status: "loading",
  error: null,
  items: [],
  hasOlder: false,
  hasNewer: false,
  loading: null,
  stuck: null,
  place: null,
  opening: 0,
};

/** A stretch of a conversation that moves along it: it grows at one end and lets go at the other. */
export function createMessageWindow(fetchStretch: (stretch: Stretch) => Promise<MessagePage>): MessageWindow {
  const listeners = new Set<() => void>();
  let now = empty;
  // Whatever was asked before the window was opened elsewhere is an answer to nothing.
  let round = 0;
  const set = (change: Partial<WindowState>) => {
    now = { ...now, ...change };
    for (const listener of listeners) listener();
  };
  const first = () => now.items[0]?.seq ?? 0;
  const last = () => now.items.at(-1)?.seq ?? 0;

  async function grow(end: "older" | "newer"): Promise<void> {
    const possible = end === "older" ? now.hasOlder : now.hasNewer;
    if (!possible || now.loading) return;
    const mine = round;
    set({ loading: end, stuck: null });
    try {
      const older = end === "older";
      const page = await fetchStretch({
        cursor: older ? first() : last(),
        direction: older ? "backward" : "forward",
        limit: pageSize,
      });
      if (mine !== round) return;
      const all = older ? [...page.items, ...now.items] : [...now.items, ...page.items];
      const spare = all.length > windowSize;
      set({
        loading: null,
        items: spare ? (older ? all.slice(0, windowSize) : all.slice(-windowSize)) : all,
        hasOlder: older ? page.olderCursor !== null : now.hasOlder || spare,
        hasNewer: older ? now.hasNewer || spare : page.newerCursor !== null,
      });
    } catch {
      if (mine === round) set({ loading: null, stuck: end });
    }
  }

  /** The stretch from a message on, as far as the window goes or, at its end, as far as there is. */
  async function reread(from: number): Promise<{ items: MessageItem[]; more: boolean }> {
    const items: MessageItem[] = [];
    const until = now.hasNewer ? last() : Number.POSITIVE_INFINITY;
    let cursor = Math.max(0, from - 1);
    for (;;) {
      const page = await fetchStretch({ cursor, direction: "forward", limit: refreshSize });
      items.push(...page.items.filter(({ seq }) => seq <= until));
      const end = page.items.at(-1)?.seq ?? until;
      if (page.newerCursor === null) return { items, more: false };
      if (end >= until || items.length >= windowSize) return { items, more: true };
      cursor = end;
    }
  }

  async function open(place: Place): Promise<void> {
    round += 1;
    const mine = round;
    set({ ...empty, place, opening: now.opening + 1 });
    try {
      const page = await fetchStretch({ ...place, limit: pageSize });
      if (mine !== round) return;
      set({
        status: "ready",
        items: page.items,
        hasOlder: page.olderCursor !== null,
        hasNewer: page.newerCursor !== null,
      });
    } catch (error) {
      if (mine === round) set({ status: "failed", error });
    }
  }

  return {
    state: () => now,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open,
    older: () => grow("older"),
    newer: () => grow("newer"),
    async retry() {
      if (now.status === "failed") await open(now.place);
      else if (now.stuck) await grow(now.stuck);
    },
    async refresh(part = "all") {
      if (now.status !== "ready") return;
      // Whoever reads further up is told of the newest when they come down.
      if (part === "tail" && now.hasNewer) return;
      const mine = round;
      const from = part === "tail" ? (now.items.at(-tailSize)?.seq ?? first()) : first();
      const { items, more } = await reread(from);
      if (mine !== round) return;
      // Grown upwards meanwhile: what is above stays, unless the window has been open at a busy end for a long time.
      const all = [...now.items.filter(({ seq }) => seq < from), ...items];
      const spare = all.length > windowSize + pageSize;
      set({ items: spare ? all.slice(-windowSize) : all, hasOlder: now.hasOlder || spare, hasNewer: more });
    },
    patch(id, change) {
      set({ items: now.items.map((message) => (message.id === id ? change(message) : message)) });
    },
  };
}
