import { z } from "zod";
import { type Permission, permissionNames } from "../permissions.ts";

/**
 * A place in the order in which events are told: the transaction that wrote one, then the event's id. Everything before
 * a place has been told, or was never to be.
 */
export interface EventPosition {
  /** The number PostgreSQL gave the transaction, as a decimal. */
  readonly xid: string;
  readonly id: string;
}

/** Before every event of its transaction. */
export const firstEventId = "00000000-0000-0000-0000-000000000000";

const positionPattern = /^(\d{1,20})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** What a client names when it comes back: `4711.0193…`. */
export const writePosition = ({ xid, id }: EventPosition): string => `${xid}.${id}`;

/** Null for what is no position. */
export function readPosition(text: string): EventPosition | null {
  const [, xid, id] = positionPattern.exec(text) ?? [];
  return xid === undefined || id === undefined ? null : { xid, id };
}

/** Negative where `left` is told before `right`. Ids are lower-case, as PostgreSQL and `uuidv7` write them. */
export function comparePositions(left: EventPosition, right: EventPosition): number {
  if (left.xid.length !== right.xid.length) return left.xid.length - right.xid.length;
  if (left.xid !== right.xid) return left.xid < right.xid ? -1 : 1;
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}

/** An event as the bus carries it: enough to tell those who may hear of it. */
export interface EventMessage extends EventPosition {
  readonly tenantId: string;
  readonly name: string;
  readonly entityId: string;
  /** The members who are told; null for all who may do anything with such records, `stored` where it stands with the event. */
  readonly audience: readonly string[] | "stored" | null;
}

/** More members than these do not fit into a line of the bus. */
const maxNamed = 180;

/** The channel of the bus on which the relay tells of events. */
export const eventChannel = "steward_event";

/** One line of the bus. Hundreds of them are written and read in a second, so they hold no names. */
export const writeEventMessage = ({ tenantId, xid, id, name, entityId, audience }: EventMessage): string =>
  `${tenantId} ${xid} ${id} ${name} ${entityId} ${writeAudience(audience)}`;

function writeAudience(audience: EventMessage["audience"]): string {
  if (audience === null) return "*";
  return audience === "stored" || audience.length > maxNamed ? "?" : `=${audience.join(",")}`;
}

function readAudience(text: string): EventMessage["audience"] {
  if (text === "*") return null;
  return text === "?" ? "stored" : text.slice(1).split(",");
}

/** Null for anything else: the relay's sign of life, or what a later version says. */
export function readEventMessage(line: string): EventMessage | null {
  const [tenantId, xid, id, name, entityId, audience, ...more] = line.split(" ");
  if (!tenantId || !xid || !id || !name || !entityId || !audience || more.length > 0) return null;
  return { tenantId, xid, id, name, entityId, audience: readAudience(audience) };
}

const ahead = "ahead ";

/**
 * A line about an event whose turn has not come, because an older transaction still runs: screens are brought up to date,
 * and places in the order do not move. Which is why an earlier release, which does not know it, may leave it out.
 */
export const writeAheadMessage = (message: EventMessage): string => ahead + writeEventMessage(message);

/** Null for what is none. */
export const readAheadMessage = (line: string): EventMessage | null =>
  line.startsWith(ahead) ? readEventMessage(line.slice(ahead.length)) : null;

/** What the relay says while there is nothing to tell, so that silence means a cut line. */
export const relayPulse = "pulse";
export const relayPulseMs = 2_000;
/** What it says where something before may not have reached the bus: whoever listens reads what is stored. */
export const relayGap = "gap";

/** `lastEventId` is where the client left off; tRPC's links send it by themselves. */
export const liveEventsInput = z.object({ lastEventId: z.string().max(100).nullish() });
export type LiveEventsInput = z.infer<typeof liveEventsInput>;

/** That something happened to a record. What it was, the client asks for, and is then told what it may know. */
export interface LiveEvent {
  /** `ahead`: before its turn, in which it is told again. */
  readonly kind: "event" | "ahead";
  readonly id: string;
  /** `crm.account.renamed` */
  readonly name: string;
  /** `crm.account` */
  readonly address: string;
  readonly entityId: string;
}

/** The channel of the bus for what is told at once and kept nowhere. */
export const signalChannel = "steward_signal";

/**
 * What matters only while it lasts: somebody types, somebody is here. Told at once to those who listen at the moment,
 * perhaps not at all, and never again; whoever shows it lets it expire.
 */
export interface LiveSignal {
  readonly kind: "signal";
  /** `messaging.conversation.typing`; the address before the last dot says who may hear of it, as for events. */
  readonly name: string;
  readonly entityId: string;
  /** Who it is about. */
  readonly memberId: string;
  /** A word of the signal's own: `on`, `away`. */
  readonly state: string;
}

/** A signal as the bus carries it. */
export interface SignalMessage extends Omit<LiveSignal, "kind"> {
  readonly tenantId: string;
  /** The members who are told; null for all who may do anything with such records. */
  readonly audience: readonly string[] | null;
}

/** One line of the bus; null for one that more members would have to be told than fit into it. */
export function writeSignalMessage(signal: SignalMessage): string | null {
  const { tenantId, name, entityId, memberId, state, audience } = signal;
  if (audience && audience.length > maxNamed) return null;
  return `${tenantId} ${name} ${entityId} ${memberId} ${state} ${writeAudience(audience)}`;
}

/** Null for what is none. */
export function readSignalMessage(line: string): SignalMessage | null {
  const [tenantId, name, entityId, memberId, state, audienceText, ...more] = line.split(" ");
  if (!tenantId || !name || !entityId || !memberId || !state || !audienceText || more.length > 0) return null;
  const audience = readAudience(audienceText);
  return audience === "stored" ? null : { tenantId, name, entityId, memberId, state, audience };
}

/**
 * `ready` comes first: from here on everything is told. `snapshot` comes in its place where a client was away too long:
 * whatever it holds may be out of date.
 */
export type LiveMessage = LiveEvent | LiveSignal | { readonly kind: "ready" } | { readonly kind: "snapshot" };

export type LiveReason = "live.too_many";

const addresses = new Map<string, readonly Permission[]>();

/**
 * Whether somebody with these permissions is told that something happened under the address: whoever may do anything
 * with that kind of record. An address that no permission names is told to nobody.
 */
export function mayHear(held: ReadonlySet<Permission>, address: string): boolean {
  let named = addresses.get(address);
  if (!named) {
    named = permissionNames.filter((name) => name.startsWith(`${address}.`));
    // Addresses are those of the code; what is written by hand shall not fill the memory.
    if (named.length > 0) addresses.set(address, named);
  }
  return named.some((permission) => held.has(permission));
}
