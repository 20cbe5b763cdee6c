import { addressOf } from "@steward/contracts";
import {
  type EventMessage,
  type EventPosition,
  type LiveMessage,
  type SignalMessage,
  writePosition,
} from "@steward/contracts/kernel/live";
import { tracked } from "@trpc/server";

/** What a listener is told, under the place from which it may go on after it was cut off. */
export type LiveAnswer = ReturnType<typeof tracked<LiveMessage>>;

export const answerAt = (position: EventPosition, message: LiveMessage): LiveAnswer =>
  tracked<LiveMessage>(writePosition(position), message);

const shared = new WeakMap<EventMessage, LiveAnswer>();

/** One answer for all listeners of the process, so that it is also written once. */
export function answerFor(message: EventMessage): LiveAnswer {
  const known = shared.get(message);
  if (known) return known;
  const { id, name, entityId } = message;
  const answer = answerAt(message, { kind: "event", id, name, address: addressOf(name), entityId });
  shared.set(message, answer);
  return answer;
}

/** An event before its turn: whoever comes back goes on where its turn has not come. */
export const aheadAnswer = (position: EventPosition, { id, name, entityId }: EventMessage): LiveAnswer =>
  answerAt(position, { kind: "ahead", id, name, address: addressOf(name), entityId });

/** Signals have no place of their own: whoever comes back goes on where the events were. */
export const signalAnswer = (position: EventPosition, { name, entityId, memberId, state }: SignalMessage): LiveAnswer =>
  answerAt(position, { kind: "signal", name, entityId, memberId, state });
