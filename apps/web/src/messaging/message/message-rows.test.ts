import type { MessageItem, MessageNotice } from "@steward/contracts/messaging/message";
import { expect, test } from "vitest";
import { sampleMessage } from "./message-fixture.ts";
import { firstNewAbove, messageRows } from "./message-rows.ts";

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

test("a way up to what is new is there as long as it is unread, and not any more", () => {
  const messages = [said(8, "ann", "2026-05-01T10:00:00Z"), said(9, "ben", "2026-05-01T10:01:00Z")];
  const above = (lastReadSeq: number, unreadCount: number, hasOlder = true) =>
    firstNewAbove(messages, { reading: { lastReadSeq, unreadCount }, hasOlder });
  expect(above(3, 6)).toBe(3);
  expect(above(9, 0)).toBeNull();
  // Read, and then further messages of one's own from another device.
  expect(above(3, 0)).toBeNull();
  // It stands among these.
  expect(above(8, 1)).toBeNull();
  expect(firstNewAbove(messages, { reading: null, hasOlder: true })).toBeNull();
});

test("a day begins at midnight of the organisation, not of Greenwich", () => {
  expect(shape([said(1, "ann", "2026-05-01T21:59:00Z"), said(2, "ann", "2026-05-01T22:00:00Z")])).toEqual([
    "day",
    "1",
    "day",
    "2",
  ]);
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
