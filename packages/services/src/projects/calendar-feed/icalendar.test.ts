import { randomBytes } from "node:crypto";
import { uuidv7 } from "@steward/db";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { feedPath, readFeedPath } from "./feed-address.ts";
import { type DayEvent, writeCalendar } from "./icalendar.ts";

const event: DayEvent = {
  uid: "0193-1@steward",
  day: "2026-12-31",
  summary: "SHOP-1 Pay, and see; “thanks”\\n",
  description: "Checkout\nStatus: To do",
  url: "https://steward.example/acme/projects/1/tasks/1",
  categories: ["Checkout, new"],
  changedAt: new Date("2026-11-21T18:05:09.120Z"),
  createdAt: new Date("2026-11-20T08:00:00Z"),
  sequence: 3,
};

/** What a client reads: content lines, put together again (RFC 5545, section 3.1). */
const unfolded = (calendar: string) => calendar.replaceAll("\r\n ", "").split("\r\n");
/** A text as a client reads it (section 3.3.11). */
const spoken = (value: string) => value.replace(/\\([\\;,nN])/g, (_, sign) => (/n/i.test(sign) ? "\n" : sign));
const lineOf = (calendar: string, name: string) =>
  unfolded(calendar)
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1) ?? "";

describe("a calendar", () => {
  it("says of an event what clients ask for, as all-day and on one day", () => {
    const lines = unfolded(writeCalendar({ name: "Checkout", events: [event] }));
    expect(lines).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Steward//Projects//EN",
      "CALSCALE:GREGORIAN",
      "NAME:Checkout",
      "X-WR-CALNAME:Checkout",
      "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
      "X-PUBLISHED-TTL:PT1H",
      "BEGIN:VEVENT",
      "UID:0193-1@steward",
      "DTSTAMP:20261121T180509Z",
      "CREATED:20261120T080000Z",
      "LAST-MODIFIED:20261121T180509Z",
      "SEQUENCE:3",
      "DTSTART;VALUE=DATE:20261231",
      "DTEND;VALUE=DATE:20270101",
      "TRANSP:TRANSPARENT",
      "SUMMARY:SHOP-1 Pay\\, and see\\; “thanks”\\\\n",
      "DESCRIPTION:Checkout\\nStatus: To do",
      "CATEGORIES:Checkout\\, new",
      "URL:https://steward.example/acme/projects/1/tasks/1",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
  });

  it("folds at 75 octets without cutting a character, and any text comes back as it was", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", ",", ";", "\\", "n", "\n", "é", "漢", "🎉", " ") });
    fc.assert(
      fc.property(texts, (summary) => {
        const calendar = writeCalendar({ name: "x", events: [{ ...event, summary }] });
        for (const line of calendar.split("\r\n")) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line.isWellFormed()).toBe(true);
        }
        expect(spoken(lineOf(calendar, "SUMMARY"))).toBe(summary);
      }),
    );
  });

  it("takes no line break or control character from anybody: nobody adds a line of their own", () => {
    const summary = "a\r\nATTACH:file:///etc/passwd\rEND:VEVENT\u0000\u001b\u0085";
    const lines = unfolded(writeCalendar({ name: "x", events: [{ ...event, summary }] }));
    expect(lines.filter((line) => line === "END:VEVENT")).toHaveLength(1);
    expect(lines.some((line) => line.startsWith("ATTACH"))).toBe(false);
  });
});

describe("an address", () => {
  const secret = randomBytes(16).toString("hex");
  const name = { tenantId: uuidv7(), id: uuidv7(), generation: 70_000 };

  it("names what it was made for", () => {
    expect(readFeedPath(secret, feedPath(secret, name))).toEqual(name);
  });

  it("is worth nothing under another secret, or with any bit of it changed", () => {
    const path = feedPath(secret, name);
    expect(readFeedPath("another", path)).toBeNull();
    const token = Buffer.from(path.slice("/calendar/".length, -".ics".length), "base64url");
    for (let bit = 0; bit < token.length * 8; bit += 5) {
      const forged = Buffer.from(token);
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(readFeedPath(secret, `/calendar/${forged.toString("base64url")}.ics`)).toBeNull();
    }
    for (const other of ["/calendar/", "/calendar/x.ics", `${path}x`, path.slice(0, -4), `/x${path}`]) {
      expect(readFeedPath(secret, other)).toBeNull();
    }
  });
});
