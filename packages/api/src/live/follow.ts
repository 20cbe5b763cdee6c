import { hearsOfAccess, type Identity } from "@steward/auth";
import { addressOf } from "@steward/contracts";
import {
  comparePositions,
  type EventMessage,
  type EventPosition,
  type LiveEventsInput,
  type LiveMessage,
  mayHear,
  readPosition,
  type SignalMessage,
  writePosition,
} from "@steward/contracts/kernel/live";
import type { Membership } from "@steward/services/platform";
import { tracked } from "@trpc/server";
import { type Context, createContext } from "../kernel/context.ts";
import { toTRPCError } from "../kernel/errors.ts";
import { Follower } from "./follower.ts";
import { hubOf, type LiveHub } from "./hub.ts";

/** What a listener is told, under the place from which it may go on after it was cut off. */
export type LiveAnswer = ReturnType<typeof tracked<LiveMessage>>;

/**
 * What happens in the organisation, as long as the person may know and the signal lasts: first what they have missed
 * since `lastEventId`, then everything as it is committed. In order, each once, nothing left out; where that is too much,
 * or the place is not known any more, `snapshot` says so instead.
 *
 * Throws, as any call does, when whoever listens may no longer.
 */
export function followEvents(
  { platform, request, identity, membership }: Pick<Context, "platform" | "request" | "identity" | "membership">,
  { lastEventId }: LiveEventsInput,
  signal: AbortSignal | undefined,
): AsyncGenerator<LiveAnswer, void> {
  return follow({ platform, request }, [identity(), membership()], lastEventId ?? null, signal);
}

/** Holds as little as it can for as long as it waits: not the context it was called with, which has a database's handle. */
async function* follow(
  { platform, request }: Pick<Context, "platform" | "request">,
  asked: readonly [Promise<Identity>, Promise<Membership>],
  lastEventId: string | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<LiveAnswer, void> {
  const hub = hubOf(platform);
  const wake = () => follower.wake();
  let follower: Follower;
  try {
    follower = new Follower(...(await Promise.all(asked)));
    await hub.join(follower);
  } catch (error) {
    throw toTRPCError(error);
  }
  signal?.addEventListener("abort", wake);
  try {
    const begun = await begin(hub, follower, lastEventId);
    yield* begun.answers;
    let { position } = begun;
    while (!signal?.aborted) {
      await follower.turn();
      if (signal?.aborted || hub.isStopped) return;
      if (follower.suspect || !hearsOfAccess(platform)) {
        // As if they asked anew: of what is remembered, only what still holds is believed.
        follower.confirm(await createContext(platform, request).membership());
      }
      const next = follower.missed ? await catchUp(hub, follower, position) : tell(follower, follower.take(), position);
      position = next.position;
      yield* next.answers;
      yield* tellSignals(follower, follower.takeSignals(), position);
    }
  } catch (error) {
    throw toTRPCError(error);
  } finally {
    signal?.removeEventListener("abort", wake);
    hub.leave(follower);
  }
}

interface Told {
  readonly answers: readonly LiveAnswer[];
  /** Up to here everything has been told. */
  readonly position: EventPosition;
}

/** Reads what was missed, after it began to listen: what happens meanwhile is heard twice rather than not at all. */
async function begin(hub: LiveHub, follower: Follower, lastEventId: string | null): Promise<Told> {
  const from = lastEventId === null ? null : readPosition(lastEventId);
  follower.missed = false;
  const { events, end } = await hub.backlog(follower.tenantId, from);
  // A place that nobody here ever gave is as good as one of long ago.
  const known = lastEventId === null || from !== null;
  if (!events || !known) return { answers: [answerAt(end, { kind: "snapshot" })], position: end };
  const told = tell(follower, events, from);
  return { answers: [...told.answers, answerAt(end, { kind: "ready" })], position: end };
}

async function catchUp(hub: LiveHub, follower: Follower, from: EventPosition): Promise<Told> {
  follower.missed = false;
  const { events, end } = await hub.backlog(follower.tenantId, from);
  if (!events) return { answers: [answerAt(end, { kind: "snapshot" })], position: end };
  const told = tell(follower, events, from);
  return { ...told, position: comparePositions(end, told.position) > 0 ? end : told.position };
}

/** What of these messages is new to the listener, and theirs to know. */
function tell(follower: Follower, messages: readonly EventMessage[], from: EventPosition | null) {
  const answers: LiveAnswer[] = [];
  let position = from ?? { xid: "0", id: "" };
  for (const message of messages) {
    // The relay says again what it was interrupted in.
    if (comparePositions(message, position) <= 0) continue;
    position = { xid: message.xid, id: message.id };
    if (isTheirs(follower, message)) answers.push(answerFor(message));
  }
  return { answers, position };
}

const shared = new WeakMap<EventMessage, LiveAnswer>();

/** One answer for all listeners of the process, so that it is also written once. */
function answerFor(message: EventMessage): LiveAnswer {
  const known = shared.get(message);
  if (known) return known;
  const { id, name, entityId } = message;
  const answer = answerAt(message, { kind: "event", id, name, address: addressOf(name), entityId });
  shared.set(message, answer);
  return answer;
}

/** Signals have no place of their own: whoever comes back goes on where the events were. */
function tellSignals(follower: Follower, messages: readonly SignalMessage[], position: EventPosition): LiveAnswer[] {
  return messages
    .filter((message) => isTheirs(follower, message))
    .map(({ name, entityId, memberId, state }) =>
      answerAt(position, { kind: "signal", name, entityId, memberId, state }),
    );
}

/** Whether it is told to this listener: addressed to them or to nobody in particular, and about what they may see. */
function isTheirs(follower: Follower, { name, audience }: Pick<EventMessage, "name" | "audience">): boolean {
  const { memberId, permissions } = follower.membership.actor;
  return (audience === null || audience.includes(memberId)) && mayHear(permissions, addressOf(name));
}

const answerAt = (position: EventPosition, message: LiveMessage): LiveAnswer =>
  tracked<LiveMessage>(writePosition(position), message);
