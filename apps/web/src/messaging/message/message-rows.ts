import type { MessageItem } from "@steward/contracts/messaging/message";

/** What stands below each other in a conversation. */
export type MessageRow =
  | { readonly kind: "day"; readonly key: string; readonly at: Date }
  /** Below it is what the reader has not seen. */
  | { readonly kind: "new"; readonly key: string }
  /** What happened to the conversation. */
  | { readonly kind: "notice"; readonly key: string; readonly message: MessageItem }
  /** `follows`: said by the same person right after the message above, so their name stands there already. */
  | { readonly kind: "message"; readonly key: string; readonly message: MessageItem; readonly follows: boolean };

/** Longer apart, and the name stands again. */
const breathMs = 5 * 60_000;

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in a zone, as `2026-05-01`. */
export function dayOf(at: Date, timeZone: string): string {
  let format = dayFormats.get(timeZone);
  if (!format) {
    // Swedish writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
    dayFormats.set(timeZone, format);
  }
  return format.format(at);
}

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
    const day = dayOf(message.createdAt, timeZone);
    const opensDay = !above || day !== dayOf(above.createdAt, timeZone);
    if (opensDay) rows.push({ kind: "day", key: day, at: message.createdAt });
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

/** `Today`, `Yesterday`, `Monday 4 May`; with the year where it is another one. */
export function dayLabel(at: Date, now: Date, { locale, timeZone }: { locale: string; timeZone: string }): string {
  const day = dayOf(at, timeZone);
  if (day === dayOf(now, timeZone)) return "Today";
  if (day === dayOf(new Date(now.getTime() - 86_400_000), timeZone)) return "Yesterday";
  const sameYear = day.slice(0, 4) === dayOf(now, timeZone).slice(0, 4);
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(at);
}
