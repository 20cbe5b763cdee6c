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
}

/** Puts the days, the line above what is new, and the people's turns between the messages. */
export function messageRows(
  messages: readonly MessageItem[],
  { timeZone, seenSeq, memberId }: RowOptions,
): MessageRow[] {
  const rows: MessageRow[] = [];
  let above: MessageItem | undefined;
  let marked = seenSeq === null;
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
      message.replyTo === null &&
      !above?.notice &&
      above?.author.memberId === message.author.memberId &&
      message.createdAt.getTime() - above.createdAt.getTime() < breathMs;
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
