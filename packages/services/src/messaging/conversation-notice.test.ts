import { uuidv7 } from "@steward/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createConversation, openDirect, updateConversation } from "./conversation.ts";
import { getConversation } from "./conversation-queries.ts";
import { editMessage, removeMessage } from "./message-change.ts";
import { listMessages } from "./message-queries.ts";
import { openParlour, type Parlour, type Talker } from "./messaging-fixture.ts";
import {
  addConversationMembers,
  joinConversation,
  leaveAllConversations,
  leaveConversation,
  markRead,
  markUnread,
  removeConversationMember,
  updateState,
} from "./place.ts";
import { putReaction } from "./reaction.ts";

let parlour: Parlour;
let anna: Talker;
let ben: Talker;
let cara: Talker;
let dora: Talker;
beforeAll(async () => {
  parlour = await openParlour();
  [anna, ben, cara, dora] = (await parlour.invite(4)) as [Talker, Talker, Talker, Talker];
});
afterAll(() => parlour.close());

const stream = async (talker: Talker, conversationId: string) =>
  (await talker.look((ctx) => listMessages(ctx, parlour.files, { conversationId, direction: "backward", limit: 100 })))
    .items;
/** Each line as who, what, whom and to what. */
const happened = async (talker: Talker, id: string) =>
  (await stream(talker, id)).flatMap(({ notice, author, seq }) =>
    notice ? [[seq, author.name, notice.kind, notice.people.map(({ name }) => name), notice.to]] : [],
  );

test("whoever comes, goes, is brought, sent away or gives another name is told of in a line of its own", async () => {
  const { id, version } = await anna.act((ctx) =>
    createConversation(ctx, { kind: "channel", name: "Snow", topic: null, visibility: "public", memberIds: [] }),
  );
  await ben.act((ctx) => joinConversation(ctx, id));
  await ben.act((ctx) => joinConversation(ctx, id));
  await ben.say(id, "Hello");
  await anna.act((ctx) => addConversationMembers(ctx, { id, memberIds: [ben.id, cara.id, dora.id] }));
  await anna.act((ctx) => updateConversation(ctx, { id, name: "Ice", topic: "Cold", version }));
  await anna.act((ctx) => removeConversationMember(ctx, { id, memberId: cara.id }));
  await ben.act((ctx) => leaveConversation(ctx, id));
  await anna.act((ctx) => leaveAllConversations({ ...ctx, actor: null }, dora.id, new Date(Date.now() + 1_000)));
  expect(await happened(anna, id)).toEqual([
    [1, ben.name, "joined", [], null],
    [3, anna.name, "added", expect.arrayContaining([cara.name, dora.name]), null],
    [4, anna.name, "renamed", [], "Ice"],
    [5, anna.name, "topicChanged", [], "Cold"],
    [6, anna.name, "removed", [cara.name], null],
    [7, ben.name, "left", [], null],
    [8, dora.name, "left", [], null],
  ]);
});

test("such a line is unread to nobody, moves nothing up, brings nothing back and is no last message", async () => {
  const id = await anna.gather(ben, cara);
  await ben.say(id, "Hello");
  await anna.act((ctx) => markRead(ctx, { id, seq: 1 }));
  await cara.act((ctx) => updateState(ctx, { id, isHidden: true }));
  const before = await anna.look((ctx) => getConversation(ctx, id));
  await ben.act((ctx) => addConversationMembers(ctx, { id, memberIds: [dora.id] }));
  const after = await anna.look((ctx) => getConversation(ctx, id));
  expect(after).toMatchObject({
    lastSeq: 2,
    unreadCount: 0,
    lastMessage: { text: "Hello", seq: 1 },
    lastActivityAt: before.lastActivityAt,
  });
  expect((await cara.look((ctx) => getConversation(ctx, id))).isHidden).toBe(true);
  await ben.say(id, "Back");
  expect(await cara.look((ctx) => getConversation(ctx, id))).toMatchObject({ isHidden: false, unreadCount: 2 });
});

test("nobody changes, removes, answers or reacts to what happened, not even who did it", async () => {
  const id = await anna.gather(ben);
  await anna.act((ctx) => addConversationMembers(ctx, { id, memberIds: [cara.id] }));
  const [line] = await stream(anna, id);
  if (!line?.notice) expect.unreachable();
  const content = { type: "doc" as const, content: [] };
  for (const attempt of [
    () => anna.act((ctx) => editMessage(ctx, parlour.files, { id: line.id, content, version: 1 })),
    () => anna.act((ctx) => removeMessage(ctx, line.id)),
    () => anna.act((ctx) => putReaction(ctx, { id: line.id, emoji: "👍", on: true })),
    () => anna.say(id, "Yes", { replyToId: line.id }),
    () => anna.say(id, "Yes", { threadRootId: line.id }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
});

test("a reader puts their own mark back, to before a message, and nobody else's", async () => {
  const { id } = await anna.act((ctx) => openDirect(ctx, ben.id));
  for (const words of ["One", "Two", "Three"]) await anna.say(id, words);
  await ben.act((ctx) => markRead(ctx, { id, seq: 3 }));
  expect(await ben.act((ctx) => markUnread(ctx, { id, seq: 2 }))).toMatchObject({ lastReadSeq: 1, unreadCount: 2 });
  // Never forward: what is unread stays so.
  expect(await ben.act((ctx) => markUnread(ctx, { id, seq: 3 }))).toMatchObject({ lastReadSeq: 1, unreadCount: 2 });
  expect((await anna.look((ctx) => getConversation(ctx, id))).unreadCount).toBe(0);
  await expect(cara.act((ctx) => markUnread(ctx, { id, seq: 1 }))).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(ben.act((ctx) => markUnread(ctx, { id: uuidv7(), seq: 1 }))).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
