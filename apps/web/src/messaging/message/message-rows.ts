import { dayIn } from "@steward/contracts/kernel/day";
import type { MessageItem } from "@steward/contracts/messaging/message";

/** What stands below each other in a conversation. */
export type MessageRow =
  | { readonly kind: "day" /** As an ISO date. */; readonly key: string }
  /** Below it is what the reader has not seen. */
  | { readonly kind: "new"; readonly key: string }
  /** What happened to the conversation. */
  | { readonly kind: "notice"; readonly key: string; readonly message: MessageItem }
  /** `follows`: said by the same person right after the message above, so their name stands there already. */
  | { readonly kind: "message"; readonly key: string; readonly message: MessageItem; readonly follows: boolean };

/** Longer apart, and the name stands again. */
const breathMs = 5 * 60_000;

interface RowOptions {
  readonly timeZone: string;
  /** What the reader had seen when they came; null where nothing is to be marked. */
  readonly seenSeq: number | null;
  /** Their own messages are never new to them. */
  readonly memberId: string;
  /** There are messages above the first one. */
  readonly hasOlder: boolean;
}

/** Whether what is new begins above the first of these: its line stands further up, and not above this stretch. */
export const beginsAbove = (
  messages: readonly MessageItem[],
  { seenSeq, hasOlder }: Pick<RowOptions, "seenSeq" | "hasOlder">,
): boolean => seenSeq !== null && hasOlder && (messages[0]?.seq ?? 0) > seenSeq;

/** How far somebody has read in a conversation, as the server knows it. */
export interface Reading {
  readonly lastReadSeq: number;
  readonly unreadCount: number;
}

/** After which message the first unread one comes, where that is above all of these; null where nothing is unread there. */
export function firstNewAbove(
  messages: readonly MessageItem[],
  { reading, hasOlder }: Pick<RowOptions, "hasOlder"> & { readonly reading: Reading | null },
): number | null {
  if (!reading || reading.unreadCount === 0) return null;
  return beginsAbove(messages, { seenSeq: reading.lastReadSeq, hasOlder }) ? reading.lastReadSeq : null;
}

interface Turn {
  readonly memberId: string;
  readonly at: Date;
  /** What is answered stands between the two. */
  readonly isAnswer: boolean;
}

/** Whether what is said goes on with the message above, so that the name need not stand there again. */
export function goesOn(above: MessageItem | undefined, { memberId, at, isAnswer }: Turn): boolean {
  return (
    above !== undefined &&
    !above.notice &&
    !isAnswer &&
    above.author.memberId === memberId &&
    at.getTime() - above.createdAt.getTime() < breathMs
  );
}

/** Puts the days, the line above what is new, and the people's turns between the messages. */
export function messageRows(
  messages: readonly MessageItem[],
  { timeZone, seenSeq, memberId, hasOlder }: RowOptions,
): MessageRow[] {
  const rows: MessageRow[] = [];
  let above: MessageItem | undefined;
  let marked = seenSeq === null || beginsAbove(messages, { seenSeq, hasOlder });
  for (const message of messages) {
    const day = dayIn(timeZone, message.createdAt);
    const opensDay = !above || day !== dayIn(timeZone, above.createdAt);
    if (opensDay) rows.push({ kind: "day", key: day });
    if (message.notice) {
      rows.push({ kind: "notice", key: message.clientId, message });
      above = message;
      continue;
    }
    const isNew = !marked && message.seq > (seenSeq ?? 0) && message.author.memberId !== memberId;
    if (isNew) {
      rows.push({ kind: "new", key: "new" });
      marked = true;
    }
    const follows =
      !opensDay &&
      !isNew &&
      goesOn(above, { memberId: message.author.memberId, at: message.createdAt, isAnswer: message.replyTo !== null });
    rows.push({ kind: "message", key: message.clientId, message, follows });
    above = message;
  }
  return rows;
}
