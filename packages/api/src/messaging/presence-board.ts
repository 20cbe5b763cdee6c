import {
  type PresenceState,
  presenceSignal,
  presenceStates,
  presenceTtlMs,
} from "@steward/contracts/messaging/presence";
import { noteLastSeen } from "@steward/services/messaging";
import type { Platform } from "../kernel/platform.ts";
import { sendSignal } from "../live/signal.ts";

const channel = "steward_presence";
/** What a process says that has just begun to listen: the others tell it what they know. */
const question = "?";
const sweepMs = 2_000;
/** As often as that it is stored that somebody is there: a restart forgets no more. */
const noteMs = 5 * 60_000;
/** A bus that cannot be reached keeps nobody waiting for longer. */
const busPatienceMs = 2_000;

interface Window {
  state: PresenceState;
  untilMs: number;
}

interface Presence {
  readonly tenantId: string;
  readonly memberId: string;
  readonly windows: Map<string, Window>;
  /** As last told. */
  state: PresenceState;
  /** Whether this process heard them itself, and so speaks for them. */
  isOwn: boolean;
  heardAt: Date;
  notedAtMs: number;
}

/**
 * Who is there, in the memory of every process: the one that somebody's window speaks to tells the others over the bus.
 * Nothing is stored but, every few minutes, when somebody was last seen.
 */
export class PresenceBoard {
  readonly #platform: Platform;
  readonly #present = new Map<string, Presence>();
  #subscribed: Promise<void> | undefined;
  #sweeping: NodeJS.Timeout | undefined;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** A window says that it is there. Resolves when the other processes have been told. */
  async beat(tenantId: string, memberId: string, windowId: string, state: PresenceState): Promise<void> {
    await this.#listen();
    const presence = this.#hear(tenantId, memberId, windowId, state);
    presence.isOwn = true;
    await this.#publish([lineOf(presence, windowId, state)]);
    await this.#settle(presence);
  }

  /** What is known of somebody; null where nothing has been heard of them for a while. */
  async find(tenantId: string, memberId: string): Promise<{ state: PresenceState; heardAt: Date } | null> {
    await this.#listen();
    const presence = this.#present.get(keyOf(tenantId, memberId));
    return presence ? { state: stateOf(presence), heardAt: presence.heardAt } : null;
  }

  async #listen(): Promise<void> {
    this.#subscribed ??= this.#platform.bus
      .subscribe(channel, {
        onMessage: (line) => this.#hearLine(line),
        // Also when the line has just been opened: what was said before, nobody repeats unasked.
        onGap: () => void this.#publish([question]),
      })
      .catch((error: unknown) => {
        this.#platform.logger.warn({ error }, "presence of other processes is not heard");
        this.#subscribed = undefined;
      });
    this.#sweeping ??= setInterval(() => void this.#sweep(), sweepMs).unref();
    await Promise.race([this.#subscribed, new Promise((resolve) => setTimeout(resolve, busPatienceMs).unref())]);
  }

  #hearLine(line: string): void {
    if (line === question) {
      void this.#publish([...this.#present.values()].filter(({ isOwn }) => isOwn).flatMap(linesOf));
      return;
    }
    const [tenantId, memberId, windowId, said] = line.split(" ");
    const state = presenceStates.find((known) => known === said);
    if (tenantId && memberId && windowId && state) this.#hear(tenantId, memberId, windowId, state);
  }

  #hear(tenantId: string, memberId: string, windowId: string, state: PresenceState): Presence {
    const key = keyOf(tenantId, memberId);
    const heardAt = new Date();
    const known = this.#present.get(key);
    const presence: Presence = known ?? { ...absent, tenantId, memberId, heardAt, windows: new Map() };
    presence.heardAt = heardAt;
    if (state === "offline") presence.windows.delete(windowId);
    else presence.windows.set(windowId, { state, untilMs: performance.now() + presenceTtlMs });
    if (!known) this.#present.set(key, presence);
    return presence;
  }

  /** Tells colleagues of a change, once: the process that heard the person says it for all. */
  async #settle(presence: Presence): Promise<void> {
    const { tenantId, memberId } = presence;
    const state = stateOf(presence);
    if (state === "offline") this.#present.delete(keyOf(tenantId, memberId));
    const isChanged = state !== presence.state;
    presence.state = state;
    if (!presence.isOwn) return;
    const platform = this.#platform;
    if (isChanged) {
      await sendSignal(
        { platform },
        { name: presenceSignal, tenantId, entityId: memberId, memberId, state, audience: null },
      );
    }
    const isDue = performance.now() - presence.notedAtMs >= noteMs || presence.notedAtMs === 0;
    if (!isDue && !(isChanged && state === "offline")) return;
    presence.notedAtMs = performance.now();
    await platform.database
      .withTenant(tenantId, (db) => noteLastSeen(db, [memberId]))
      .catch((error: unknown) => platform.logger.warn({ error }, "when somebody was last seen could not be noted"));
  }

  async #sweep(): Promise<void> {
    const now = performance.now();
    for (const presence of this.#present.values()) {
      for (const [windowId, { untilMs }] of presence.windows) if (untilMs <= now) presence.windows.delete(windowId);
    }
    await Promise.all([...this.#present.values()].map((presence) => this.#settle(presence)));
  }

  async #publish(lines: readonly string[]): Promise<void> {
    await this.#platform.bus.publish(channel, lines).catch((error: unknown) => {
      this.#platform.logger.warn({ error }, "presence could not be told");
    });
  }
}

const absent = { state: "offline", isOwn: false, notedAtMs: 0 } as const;
const keyOf = (tenantId: string, memberId: string) => `${tenantId} ${memberId}`;
const lineOf = ({ tenantId, memberId }: Presence, windowId: string, state: PresenceState) =>
  `${tenantId} ${memberId} ${windowId} ${state}`;
const linesOf = (presence: Presence) =>
  [...presence.windows].map(([windowId, { state }]) => lineOf(presence, windowId, state));

/** There in one window is there. */
function stateOf({ windows }: Presence): PresenceState {
  const now = performance.now();
  const states = new Set([...windows.values()].filter(({ untilMs }) => untilMs > now).map(({ state }) => state));
  return presenceStates.find((state) => states.has(state)) ?? "offline";
}

const boards = new WeakMap<Platform, PresenceBoard>();

/** The board of this process. */
export function presenceOf(platform: Platform): PresenceBoard {
  const known = boards.get(platform);
  if (known) return known;
  const board = new PresenceBoard(platform);
  boards.set(platform, board);
  return board;
}
