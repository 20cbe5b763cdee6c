import { hearsOfAccess, watchAccess } from "@steward/auth";
import { AppError, type Permission } from "@steward/contracts";
import type { AccessChange } from "@steward/contracts/auth/access-change";
import {
  type EventMessage,
  type EventPosition,
  eventChannel,
  type LiveReason,
  readAheadMessage,
  readEventMessage,
  readSignalMessage,
  relayGap,
  relayPulseMs,
  type SignalMessage,
  signalChannel,
  writePosition,
} from "@steward/contracts/kernel/live";
import { type Backlog, readBacklog } from "@steward/services/platform";
import type { Platform } from "../kernel/platform.ts";

/** Often enough to keep the feed of access changes proved, so that nobody has to be asked about in the database. */
const tickMs = 300;
/** The bus is silent for so long only where a line is cut, or no worker runs: then what is stored is looked at. */
const silenceMs = 3 * relayPulseMs;
/** Sign-ins run out without anybody saying so. */
const checkMs = 60_000;
/** Listeners of one person in one process: more than all their windows, and no end to what a script opens. */
const maxPerPerson = 100;
/** A bus that cannot be reached is made good for by looking at what is stored; nobody waits for it longer. */
const busPatienceMs = 2_000;

/** One listener, as far as the hub knows it. */
interface Follower {
  readonly tenantId: string;
  readonly userId: string;
  readonly checkedAtMs: number;
  isMeant(change: AccessChange | null): boolean;
  tell(message: EventMessage): void;
  tellAhead(message: EventMessage): void;
  signal(message: SignalMessage): void;
  noteGap(): void;
  noteDoubt(): void;
  wake(): void;
}

/** Tells this process' listeners what the bus says, each those of their own organisation. */
export class LiveHub {
  readonly platform: Platform;
  readonly #followers = new Map<string, Set<Follower>>();
  readonly #perPerson = new Map<string, number>();
  /** What the organisations' own roles permit, by organisation and role. */
  readonly #roles = new Map<string, Map<string, ReadonlySet<Permission>>>();
  /** Under way, and those that begin when they are over. */
  readonly #reads = new Map<string, Promise<Backlog>>();
  readonly #nextReads = new Map<string, Promise<Backlog>>();
  #subscribed: Promise<void> | undefined;
  #ticking: NodeJS.Timeout | undefined;
  #unwatch: (() => void) | undefined;
  #heardAtMs = 0;
  /** Ends all that goes on; clients go on elsewhere. */
  isStopped = false;

  constructor(platform: Platform) {
    this.platform = platform;
  }

  /** Begins to listen. From when this resolves, everything the bus says is told. Throws LIMIT `live.too_many`. */
  async join(follower: Follower): Promise<void> {
    const { userId, tenantId } = follower;
    const held = this.#perPerson.get(userId) ?? 0;
    if (held >= maxPerPerson) throw new AppError<LiveReason>("LIMIT", "live.too_many", { max: maxPerPerson });
    this.#perPerson.set(userId, held + 1);
    const others = this.#followers.get(tenantId);
    if (others) others.add(follower);
    else this.#followers.set(tenantId, new Set([follower]));
    this.#watch();
    this.#subscribed ??= this.#subscribe();
    await Promise.race([this.#subscribed, new Promise((resolve) => setTimeout(resolve, busPatienceMs).unref())]);
  }

  leave(follower: Follower): void {
    const { userId, tenantId } = follower;
    const others = this.#followers.get(tenantId);
    // Who was never let in.
    if (!others?.delete(follower)) return;
    const held = this.#perPerson.get(userId) ?? 0;
    if (held > 1) this.#perPerson.set(userId, held - 1);
    else this.#perPerson.delete(userId);
    if (others.size === 0) {
      this.#followers.delete(tenantId);
      this.#roles.delete(tenantId);
    }
    if (this.#followers.size === 0) this.#unwatchAll();
  }

  /**
   * One set for all who have the same role of an organisation's own. Each would hold its own for hours otherwise, and it is
   * larger than everything else that is kept of them.
   */
  share(tenantId: string, roleId: string | null, given: ReadonlySet<Permission>): ReadonlySet<Permission> {
    if (roleId === null) return given;
    const roles = this.#roles.get(tenantId) ?? new Map<string, ReadonlySet<Permission>>();
    this.#roles.set(tenantId, roles);
    const known = roles.get(roleId);
    if (known?.size === given.size && [...given].every((permission) => known.has(permission))) return known;
    roles.set(roleId, given);
    return given;
  }

  stop(): void {
    this.isStopped = true;
    this.#forEach((follower) => follower.wake());
  }

  /**
   * What happened since a place, read after this was called. Those who ask for the same meanwhile get one answer, but never
   * that of a read which had begun: what was told between its beginning and their joining would be in neither.
   */
  backlog(tenantId: string, from: EventPosition | null): Promise<Backlog> {
    const key = `${tenantId} ${from ? writePosition(from) : ""}`;
    const next = this.#nextReads.get(key);
    if (next) return next;
    const reading = this.#readAfter(key, () => readBacklog(this.platform.database.read(tenantId), from));
    this.#nextReads.set(key, reading);
    return reading;
  }

  async #readAfter(key: string, read: () => Promise<Backlog>): Promise<Backlog> {
    await this.#reads.get(key)?.catch(() => {});
    this.#nextReads.delete(key);
    const reading = read();
    this.#reads.set(key, reading);
    try {
      return await reading;
    } finally {
      if (this.#reads.get(key) === reading) this.#reads.delete(key);
    }
  }

  async #subscribe(): Promise<void> {
    const { bus } = this.platform;
    await Promise.all([
      bus.subscribe(eventChannel, {
        onMessage: (line) => this.#hearEvent(line),
        onGap: () => this.#forEach((follower) => follower.noteGap()),
      }),
      bus.subscribe(signalChannel, {
        onMessage: (line) => this.#hearSignal(line),
        onGap: () => {},
      }),
    ]);
  }

  #hearEvent(line: string): void {
    this.#heardAtMs = performance.now();
    const message = readEventMessage(line);
    if (!message) {
      if (line === relayGap) this.#forEach((follower) => follower.noteGap());
      else this.#hearAhead(readAheadMessage(line));
      return;
    }
    for (const follower of this.#followers.get(message.tenantId) ?? []) {
      if (message.audience === "stored") follower.noteGap();
      else follower.tell(message);
    }
  }

  #hearAhead(message: EventMessage | null): void {
    if (!message || message.audience === "stored") return;
    for (const follower of this.#followers.get(message.tenantId) ?? []) follower.tellAhead(message);
  }

  #hearSignal(line: string): void {
    const message = readSignalMessage(line);
    if (!message) return;
    for (const follower of this.#followers.get(message.tenantId) ?? []) follower.signal(message);
  }

  #watch(): void {
    this.#unwatch ??= watchAccess(this.platform, (change) => {
      this.#forEach((follower) => {
        if (follower.isMeant(change)) follower.noteDoubt();
      });
    });
    this.#ticking ??= setInterval(() => this.#tick(), tickMs);
  }

  #tick(): void {
    hearsOfAccess(this.platform);
    const nowMs = performance.now();
    const silent = nowMs - this.#heardAtMs > silenceMs;
    if (silent) this.#heardAtMs = nowMs;
    this.#forEach((follower) => {
      if (silent) follower.noteGap();
      if (nowMs - follower.checkedAtMs > checkMs) follower.noteDoubt();
    });
  }

  #unwatchAll(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }

  #forEach(act: (follower: Follower) => void): void {
    for (const followers of this.#followers.values()) for (const follower of followers) act(follower);
  }
}

const hubs = new WeakMap<Platform, LiveHub>();

/** The hub of a process, made when somebody first listens. */
export function hubOf(platform: Platform): LiveHub {
  const known = hubs.get(platform);
  if (known) return known;
  const hub = new LiveHub(platform);
  hubs.set(platform, hub);
  return hub;
}

/** Ends what this process tells, so that clients ask another one. */
export function stopLive(platform: Platform): void {
  hubOf(platform).stop();
}
