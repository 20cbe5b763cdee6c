import type { Identity } from "@steward/auth";
import type { AccessChange } from "@steward/contracts/auth/access-change";
import type { EventMessage, SignalMessage } from "@steward/contracts/kernel/live";
import type { Membership } from "@steward/services/platform";

/** More than that waiting for one listener is let go: what it missed is read when it has caught up. */
const maxWaiting = 1_000;
/** Signals beyond that are out of date before they could be told. */
const maxSignals = 100;

/** One listener: what it is still to be told, and what is to be looked at before it is told anything. */
export class Follower {
  readonly tenantId: string;
  readonly #identity: Identity;
  #membership: Membership;
  #waiting: EventMessage[] = [];
  #signals: SignalMessage[] = [];
  #wake: (() => void) | undefined;
  /** Messages may have been missed: the stored ones are to be read. */
  missed = false;
  /** Whether they may still listen is to be asked again. */
  suspect = false;
  checkedAtMs = performance.now();

  constructor(identity: Identity, membership: Membership) {
    this.tenantId = membership.tenant.id;
    this.#identity = identity;
    this.#membership = membership;
  }

  get userId(): string {
    return this.#identity.userId;
  }

  get membership(): Membership {
    return this.#membership;
  }

  /** Found to be allowed to go on, with what they may do now. */
  confirm(membership: Membership): void {
    this.#membership = membership;
    this.suspect = false;
    this.checkedAtMs = performance.now();
  }

  tell(message: EventMessage): void {
    if (this.#waiting.length >= maxWaiting) {
      this.#waiting = [];
      this.missed = true;
    }
    if (!this.missed) this.#waiting.push(message);
    this.wake();
  }

  signal(message: SignalMessage): void {
    if (this.#signals.length >= maxSignals) return;
    this.#signals.push(message);
    this.wake();
  }

  noteGap(): void {
    this.#waiting = [];
    this.missed = true;
    this.wake();
  }

  noteDoubt(): void {
    this.suspect = true;
    this.wake();
  }

  /** Whether a change of access may be about them; null stands for any. */
  isMeant(change: AccessChange | null): boolean {
    if (change === null) return true;
    const { userId, sessionId, apiKey, impersonator } = this.#identity;
    const { actor } = this.#membership;
    const named = {
      user: [userId, impersonator?.userId],
      session: [sessionId],
      key: [apiKey?.id],
      member: [actor.memberId],
      role: [actor.customRole?.id],
      tenant: [this.tenantId],
    }[change.kind];
    return named.includes(change.id);
  }

  /** Everything that waits, in its order. */
  take(): EventMessage[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }

  takeSignals(): SignalMessage[] {
    const taken = this.#signals;
    this.#signals = [];
    return taken;
  }

  /** Resolves when there is something to do, at once where there is already. */
  async turn(): Promise<void> {
    if (this.missed || this.suspect || this.#waiting.length > 0 || this.#signals.length > 0) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  wake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
