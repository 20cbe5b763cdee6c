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

/** `lastEventId` is where the client left off; tRPC's links send it by themselves. */
export const liveEventsInput = z.object({ lastEventId: z.string().max(100).nullish() });
export type LiveEventsInput = z.infer<typeof liveEventsInput>;

/** That something happened to a record. What it was, the client asks for, and is then told what it may know. */
export interface LiveEvent {
  readonly kind: "event";
  readonly id: string;
  /** `crm.account.renamed` */
  readonly name: string;
  /** `crm.account` */
  readonly address: string;
  readonly entityId: string;
}

/**
 * `ready` comes first: from here on everything is told. `snapshot` comes in its place where a client was away too long:
 * whatever it holds may be out of date.
 */
export type LiveMessage = LiveEvent | { readonly kind: "ready" } | { readonly kind: "snapshot" };

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
