import { hearsOfAccess, type Identity } from "@steward/auth";
import { addressOf, type Permission } from "@steward/contracts";
import type { AccessChange } from "@steward/contracts/auth/access-change";
import {
  comparePositions,
  type EventMessage,
  type EventPosition,
  mayHear,
  readPosition,
  type SignalMessage,
} from "@steward/contracts/kernel/live";
import type { Membership } from "@steward/services/platform";
import type { FeedListener } from "@steward/wire/server";
import { createContext } from "../kernel/context.ts";
import { toTRPCError } from "../kernel/errors.ts";
import type { RequestInfo } from "../kernel/platform.ts";
import { aheadAnswer, answerAt, answerFor, type LiveAnswer, signalAnswer } from "./answer.ts";
import type { LiveHub } from "./hub.ts";

/** More than that waiting for one listener is let go: what it missed is read when it has caught up. */
const maxWaiting = 1_000;
/** Signals beyond that are out of date before they could be told. */
const maxSignals = 100;
/** Before everything. */
const beginning: EventPosition = { xid: "0", id: "" };

/** Who listens, and how they are asked about again. */
export interface Caller {
  readonly request: RequestInfo;
  readonly identity: Identity;
  readonly membership: Membership;
}

/**
 * One listener: how far it was told, what it is still to be told, and what is to be looked at before it is told anything.
 * It lives for hours and there are thousands, so it holds no more than that, and nothing waits on a stack of its own while
 * nothing happens.
 */
export class Follower {
  readonly tenantId: string;
  readonly userId: string;
  readonly #hub: LiveHub;
  readonly #listener: FeedListener<LiveAnswer>;
  readonly #request: RequestInfo;
  readonly #sessionId: string | null;
  readonly #apiKeyId: string | null;
  readonly #impersonatorId: string | null;
  #memberId: string;
  #roleId: string | null;
  #permissions: ReadonlySet<Permission>;
  #waiting: EventMessage[] | null = null;
  #signals: SignalMessage[] | null = null;
  /** Up to here everything has been told. */
  #position = beginning;
  /** Messages may have been missed: the stored ones are to be read. */
  #isBehind = false;
  /** Whether they may still listen is to be asked again. */
  #isInDoubt = false;
  /** Asks or reads: what comes meanwhile is told when that is done. */
  #isBusy = true;
  #isOver = false;
  checkedAtMs = performance.now();

  constructor(hub: LiveHub, { request, identity, membership }: Caller, listener: FeedListener<LiveAnswer>) {
    const { actor, tenant } = membership;
    this.tenantId = tenant.id;
    this.userId = identity.userId;
    this.#hub = hub;
    this.#listener = listener;
    this.#request = request;
    this.#sessionId = identity.sessionId;
    this.#apiKeyId = identity.apiKey?.id ?? null;
    this.#impersonatorId = identity.impersonator?.userId ?? null;
    this.#memberId = actor.memberId;
    this.#roleId = actor.customRole?.id ?? null;
    this.#permissions = hub.share(this.tenantId, this.#roleId, actor.permissions);
  }

  /**
   * Joins, and tells what was missed since `lastEventId`; then, on and on, what happens. Read after it began to listen: what
   * happens meanwhile is heard twice rather than not at all.
   */
  async begin(lastEventId: string | null): Promise<void> {
    try {
      await this.#hub.join(this);
    } catch (error) {
      this.#isOver = true;
      return this.#listener.end(toTRPCError(error));
    }
    await this.#work(async () => {
      const from = lastEventId === null ? null : readPosition(lastEventId);
      this.#isBehind = false;
      const { events, end } = await this.#hub.backlog(this.tenantId, from);
      // A place that nobody here ever gave is as good as one of long ago.
      const isKnown = events !== null && (lastEventId === null || from !== null);
      if (isKnown) this.#tellAll(events, from ?? beginning);
      this.#position = end;
      this.#tell(answerAt(end, { kind: isKnown ? "ready" : "snapshot" }));
    });
  }

  /** Told nothing more. */
  stop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#hub.leave(this);
  }

  tell(message: EventMessage): void {
    if ((this.#waiting?.length ?? 0) >= maxWaiting) {
      this.#waiting = null;
      this.#isBehind = true;
    }
    if (this.#isBehind) return;
    if (this.#waiting) this.#waiting.push(message);
    else this.#waiting = [message];
    this.wake();
  }

  signal(message: SignalMessage): void {
    if ((this.#signals?.length ?? 0) >= maxSignals) return;
    if (this.#signals) this.#signals.push(message);
    else this.#signals = [message];
    this.wake();
  }

  /** Of what is told in its turn all the same: whoever has something else to do first lets it go. */
  tellAhead(message: EventMessage): void {
    if (this.#isBusy || this.#mustLook() || this.#hasWork()) return;
    if (this.#isTheirs(message)) this.#tell(aheadAnswer(this.#position, message));
  }

  noteGap(): void {
    this.#waiting = null;
    this.#isBehind = true;
    this.wake();
  }

  noteDoubt(): void {
    this.#isInDoubt = true;
    this.wake();
  }

  /** Whether a change of access may be about them; null stands for any. */
  isMeant(change: AccessChange | null): boolean {
    if (change === null) return true;
    const named = {
      user: [this.userId, this.#impersonatorId],
      session: [this.#sessionId],
      key: [this.#apiKeyId],
      member: [this.#memberId],
      role: [this.#roleId],
      tenant: [this.tenantId],
    }[change.kind];
    return named.includes(change.id);
  }

  /** Tells what there is to tell: at once where nothing has to be asked first. */
  wake(): void {
    if (this.#isBusy || this.#isOver) return;
    if (this.#hub.isStopped) this.#end();
    else if (this.#mustLook()) void this.#work();
    else this.#tellWaiting();
  }

  #hasWork(): boolean {
    return this.#isBehind || this.#isInDoubt || this.#waiting !== null || this.#signals !== null;
  }

  #mustLook(): boolean {
    return this.#isBehind || this.#isInDoubt || !hearsOfAccess(this.#hub.platform);
  }

  /** Asks and reads until nothing is left to, then lets itself be woken again. */
  async #work(begin?: () => Promise<void>): Promise<void> {
    this.#isBusy = true;
    try {
      await begin?.();
      // Who has just come was asked about just now.
      while (!this.#isOver && this.#hasWork()) {
        if (this.#isInDoubt || !hearsOfAccess(this.#hub.platform)) await this.#confirm();
        if (this.#isBehind) await this.#catchUp();
        this.#tellWaiting();
      }
      this.#isBusy = false;
      if (this.#hub.isStopped) this.#end();
    } catch (error) {
      this.#end(toTRPCError(error));
    }
  }

  /** As if they asked anew: of what is remembered, only what still holds is believed. */
  async #confirm(): Promise<void> {
    // Before asking: what changes meanwhile is asked about again.
    this.#isInDoubt = false;
    const { actor } = await createContext(this.#hub.platform, this.#request).membership();
    this.#memberId = actor.memberId;
    this.#roleId = actor.customRole?.id ?? null;
    this.#permissions = this.#hub.share(this.tenantId, this.#roleId, actor.permissions);
    this.checkedAtMs = performance.now();
  }

  async #catchUp(): Promise<void> {
    this.#isBehind = false;
    const { events, end } = await this.#hub.backlog(this.tenantId, this.#position);
    if (events) this.#tellAll(events, this.#position);
    else this.#tell(answerAt(end, { kind: "snapshot" }));
    if (!events || comparePositions(end, this.#position) > 0) this.#position = end;
  }

  #tellWaiting(): void {
    const events = this.#waiting;
    const signals = this.#signals;
    this.#waiting = null;
    this.#signals = null;
    if (events) this.#tellAll(events, this.#position);
    for (const signal of signals ?? []) if (this.#isTheirs(signal)) this.#tell(signalAnswer(this.#position, signal));
  }

  /** What of these messages is new to the listener, and theirs to know. */
  #tellAll(messages: readonly EventMessage[], from: EventPosition): void {
    this.#position = from;
    for (const message of messages) {
      // The relay says again what it was interrupted in.
      if (comparePositions(message, this.#position) <= 0) continue;
      this.#position = message;
      if (this.#isTheirs(message)) this.#tell(answerFor(message));
    }
  }

  /**
   * Whether it is told to this listener: addressed to them or to nobody in particular, and about what they may see. What
   * people are told of their conversations is not for an operator who listens as one of them.
   */
  #isTheirs({ name, audience }: Pick<EventMessage, "name" | "audience">): boolean {
    if (this.#impersonatorId !== null && audience !== null && name.startsWith("messaging.")) return false;
    return (audience === null || audience.includes(this.#memberId)) && mayHear(this.#permissions, addressOf(name));
  }

  #tell(answer: LiveAnswer): void {
    if (!this.#isOver) this.#listener.tell(answer);
  }

  #end(error?: unknown): void {
    if (this.#isOver) return;
    this.stop();
    this.#listener.end(error);
  }
}
