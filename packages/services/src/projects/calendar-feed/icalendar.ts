import { addDays } from "@steward/contracts/kernel/day";

/** An event that lasts the whole of a day. */
export interface DayEvent {
  /** The same for as long as it exists, and nobody else's (RFC 7986, section 5.3). */
  uid: string;
  /** An ISO date. */
  day: string;
  summary: string;
  description: string;
  url: string;
  categories: readonly string[];
  /** When it last changed, and how often: clients keep the newer one. */
  changedAt: Date;
  createdAt: Date;
  sequence: number;
}

export interface Calendar {
  name: string;
  events: readonly DayEvent[];
}

const maxOctets = 75;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 5545 allows none of them in a text, but for the tab
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** A calendar as a file (RFC 5545, with the names that RFC 7986 adds and what clients understood before it). */
export function writeCalendar({ name, events }: Calendar): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Steward//Projects//EN",
    "CALSCALE:GREGORIAN",
    `NAME:${text(name)}`,
    `X-WR-CALNAME:${text(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    ...events.flatMap(eventLines),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function eventLines(event: DayEvent): string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${event.uid}`,
    // Without a METHOD it is when the event last changed (section 3.8.7.2), so the same calendar is the same text.
    `DTSTAMP:${instant(event.changedAt)}`,
    `CREATED:${instant(event.createdAt)}`,
    `LAST-MODIFIED:${instant(event.changedAt)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTART;VALUE=DATE:${date(event.day)}`,
    // The end is not a part of it.
    `DTEND;VALUE=DATE:${date(addDays(event.day, 1))}`,
    // What is due on a day keeps nobody from meeting on it.
    "TRANSP:TRANSPARENT",
    `SUMMARY:${text(event.summary)}`,
    ...(event.description === "" ? [] : [`DESCRIPTION:${text(event.description)}`]),
    ...(event.categories.length === 0 ? [] : [`CATEGORIES:${event.categories.map(text).join(",")}`]),
    `URL:${event.url}`,
    "END:VEVENT",
  ];
}

/** Section 3.3.11. */
function text(value: string): string {
  return value
    .replace(/\r\n?/g, "\n")
    .replace(control, "")
    .replace(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n");
}

const date = (day: string) => day.replaceAll("-", "");
const instant = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

/** Lines of at most 75 octets, the next one beginning with a space; no character is cut in two (section 3.1). */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= maxOctets) return line;
  const parts: string[] = [];
  let part = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > maxOctets) {
      parts.push(part);
      part = " ";
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join("\r\n");
}
