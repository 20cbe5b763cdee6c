import type { MessageItem, MessageNotice } from "@steward/contracts/messaging/message";
import { expect, test } from "vitest";
import { sampleMessage } from "./message-fixture.ts";
import { dayLabel, dayOf, messageRows } from "./message-rows.ts";

const said = (seq: number, memberId: string, at: string): MessageItem =>
  sampleMessage(seq, { author: { memberId, name: memberId }, createdAt: new Date(at) });

const options = { timeZone: "Europe/Berlin", seenSeq: null, memberId: "me", hasOlder: false };
const shape = (...[messages, more]: [readonly MessageItem[], object?]) =>
  messageRows(messages, { ...options, ...more }).map((row) =>
    row.kind === "message" ? `${row.message.seq}${row.follows ? " follows" : ""}` : row.kind,
  );

test("a person's turn is one block, until they rest or somebody else speaks", () => {
  expect(
    shape([
      said(1, "ann", "2026-05-01T10:00:00Z"),
      said(2, "ann", "2026-05-01T10:01:00Z"),
      said(3, "ben", "2026-05-01T10:02:00Z"),
      said(4, "ann", "2026-05-01T10:03:00Z"),
      said(5, "ann", "2026-05-01T10:09:00Z"),
    ]),
  ).toEqual(["day", "1", "2 follows", "3", "4", "5"]);
});

test("where what is new begins further up, no line says that it begins here", () => {
  const messages = [said(8, "ann", "2026-05-01T10:00:00Z"), said(9, "ben", "2026-05-01T10:01:00Z")];
  expect(shape(messages, { seenSeq: 3, hasOlder: true })).toEqual(["day", "8", "9"]);
  expect(shape(messages, { seenSeq: 8, hasOlder: true })).toEqual(["day", "8", "new", "9"]);
});

test("a day begins at midnight of the organisation, not of Greenwich", () => {
  expect(shape([said(1, "ann", "2026-05-01T21:59:00Z"), said(2, "ann", "2026-05-01T22:00:00Z")])).toEqual([
    "day",
    "1",
    "day",
    "2",
  ]);
  expect(dayOf(new Date("2026-05-01T22:00:00Z"), "Europe/Berlin")).toBe("2026-05-02");
});

test("the line stands above the first message of others that was not seen, and once", () => {
  const messages = [
    said(1, "ann", "2026-05-01T10:00:00Z"),
    said(2, "me", "2026-05-01T10:00:10Z"),
    said(3, "ann", "2026-05-01T10:00:20Z"),
    said(4, "ann", "2026-05-01T10:00:30Z"),
  ];
  expect(shape(messages, { seenSeq: 1 })).toEqual(["day", "1", "2", "new", "3", "4 follows"]);
  expect(shape(messages, { seenSeq: 4 })).toEqual(["day", "1", "2", "3", "4 follows"]);
});

test("what happened is nobody's turn, and nothing new to see", () => {
  const notice: MessageNotice = { kind: "joined", people: [], more: 0, to: null };
  const messages = [
    said(1, "ann", "2026-05-01T10:00:00Z"),
    { ...said(2, "ben", "2026-05-01T10:00:10Z"), notice },
    said(3, "ben", "2026-05-01T10:00:20Z"),
  ];
  expect(shape(messages, { seenSeq: 1 })).toEqual(["day", "1", "notice", "new", "3"]);
});

test("days are called as people call them", () => {
  const now = new Date("2026-05-04T12:00:00Z");
  const zone = { locale: "en-GB", timeZone: "UTC" };
  expect(dayLabel(new Date("2026-05-04T00:00:00Z"), now, zone)).toBe("Today");
  expect(dayLabel(new Date("2026-05-03T23:59:00Z"), now, zone)).toBe("Yesterday");
  expect(dayLabel(new Date("2026-05-01T12:00:00Z"), now, zone)).toBe("Friday 1 May");
  expect(dayLabel(new Date("2025-05-01T12:00:00Z"), now, zone)).toMatch(/2025/);
});
