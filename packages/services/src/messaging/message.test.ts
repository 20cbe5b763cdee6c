import { randomUUID } from "node:crypto";
import { richTextOf } from "@steward/contracts/kernel/rich-text";
import { sendMessageInput } from "@steward/contracts/messaging/message";
import { uuidv7 } from "@steward/db";
import { auditEvent, message, messageRevision, notification } from "@steward/db/schema";
import { asc, eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAccount, removeAccounts } from "../crm/index.ts";
import { removeFiles, reserveFile } from "../files/index.ts";
import { recordCall } from "../kernel/index.ts";
import { listAuditEvents } from "../org/index.ts";
import { openDirect } from "./conversation.ts";
import { getConversation } from "./conversation-queries.ts";
import { getDraft, saveDraft } from "./draft.ts";
import { sendMessage } from "./message.ts";
import { editMessage, removeMessage } from "./message-change.ts";
import { getMessage, getMessageHistory, listMessages, listPins } from "./message-queries.ts";
import { mentioning, openParlour, type Parlour, type Talker } from "./messaging-fixture.ts";
import { leaveConversation, markRead } from "./place.ts";
import { pinMessage, react } from "./reaction.ts";
import { searchMessages } from "./search.ts";
import { getThread, listThreads, markThreadRead } from "./thread.ts";

let parlour: Parlour;
let anna: Talker;
let ben: Talker;
let carla: Talker;
beforeAll(async () => {
  parlour = await openParlour();
  [anna, ben, carla] = (await parlour.invite(3)) as [Talker, Talker, Talker];
});
afterAll(() => parlour.close());

const list = (talker: Talker, conversationId: string, rest: Partial<Parameters<typeof listMessages>[2]> = {}) =>
  talker.look((ctx) => listMessages(ctx, parlour.files, { conversationId, direction: "backward", limit: 50, ...rest }));
const seqs = ({ items }: Awaited<ReturnType<typeof list>>) => items.map(({ seq }) => seq);

describe("numbers", () => {
  test("have no gap and no order but their own, under twenty senders at once", async () => {
    const talkers = await parlour.invite(20);
    const [first, ...others] = talkers;
    if (!first) expect.unreachable();
    const id = await first.gather(...others);
    const sent = await Promise.all(
      talkers.flatMap((talker) => [0, 1, 2, 3, 4].map((each) => talker.say(id, `${talker.name}: ${each}`))),
    );
    const wanted = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(sent.map(({ seq }) => seq).sort((left, right) => left - right)).toEqual(wanted);
    const stored = await first.look((ctx) =>
      ctx.db
        .select({ seq: message.seq })
        .from(message)
        .where(eq(message.conversationId, id))
        .orderBy(asc(message.createdAt)),
    );
    // Instants go the same way, so that a day is found by its first message.
    expect(stored.map(({ seq }) => seq)).toEqual(wanted);
  });
});

describe("the same message sent again", () => {
  test("is the same one with the same answer, also ten times at once; another under its id is refused", async () => {
    const id = await anna.gather(ben);
    const clientId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => anna.say(id, "Once", { clientId })));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect((await list(ben, id)).items).toHaveLength(1);
    await expect(anna.say(id, "Twice", { clientId })).rejects.toMatchObject({ reason: "message.client_id_reused" });
    const elsewhere = await anna.gather(carla);
    await expect(anna.say(elsewhere, "Once", { clientId })).rejects.toMatchObject({ code: "CONFLICT" });
    // Ids are each author's own: nobody learns that one is taken.
    expect(await ben.say(id, "Once", { clientId })).toMatchObject({ seq: 2 });
  });
});

describe("a page", () => {
  test("goes both ways from anywhere, by number and by day", async () => {
    const id = await anna.gather(ben);
    for (let each = 1; each <= 25; each += 1) await anna.say(id, `Number ${each}`);
    const newest = await list(ben, id, { limit: 10 });
    expect([seqs(newest)[0], newest.olderCursor, newest.newerCursor]).toEqual([16, 16, null]);
    const older = await list(ben, id, { limit: 10, cursor: newest.olderCursor });
    expect([seqs(older)[0], older.olderCursor, older.newerCursor]).toEqual([6, 6, 15]);
    const first = await list(ben, id, { limit: 10, cursor: older.olderCursor });
    expect([seqs(first), first.olderCursor]).toEqual([[1, 2, 3, 4, 5], null]);
    const newer = await list(ben, id, { limit: 10, cursor: 20, direction: "forward" });
    expect([seqs(newer), newer.newerCursor]).toEqual([[21, 22, 23, 24, 25], null]);
    const around = await list(ben, id, { limit: 6, around: 12 });
    expect([seqs(around), around.olderCursor, around.newerCursor]).toEqual([[9, 10, 11, 12, 13, 14], 9, 14]);
    const at = older.items[4]?.createdAt;
    if (!at) expect.unreachable();
    expect(seqs(await list(ben, id, { limit: 2, at }))).toEqual([9, 10]);
    const never = await list(ben, id, { limit: 2, at: new Date(Date.now() + 60_000) });
    expect(seqs(never)).toEqual([24, 25]);
  });
});

describe("an edited message", () => {
  test("keeps what it said before, is its author's alone, and is not overwritten unseen", async () => {
    const id = await anna.gather(ben);
    const { id: messageId } = await anna.say(id, "Teh pump");
    const edit = (talker: Talker, text: string, version: number) =>
      talker.act((ctx) => editMessage(ctx, parlour.files, { id: messageId, content: richTextOf(text), version }));
    expect(await edit(anna, "The pump", 1)).toMatchObject({ text: "The pump", version: 2 });
    await expect(edit(anna, "A pump", 1)).rejects.toMatchObject({ reason: "record_changed" });
    await expect(edit(ben, "My pump", 2)).rejects.toMatchObject({ reason: "message.not_the_author" });
    await expect(edit(anna, " ", 2)).rejects.toMatchObject({ reason: "message.empty" });
    const history = await ben.look((ctx) => getMessageHistory(ctx, messageId));
    expect(history).toMatchObject([{ version: 1, content: richTextOf("Teh pump") }]);
  });
});

describe("a removed message", () => {
  test("leaves its place, and nothing of what it said anywhere", async () => {
    const id = await anna.gather(ben, carla);
    const { id: messageId, clientId } = await ben.say(id, "a very secret word");
    await ben.act((ctx) =>
      editMessage(ctx, parlour.files, { id: messageId, content: richTextOf("another secret word"), version: 1 }),
    );
    await anna.act((ctx) => react(ctx, parlour.files, { id: messageId, emoji: "🤫", on: true }));
    await expect(carla.act((ctx) => removeMessage(ctx, messageId))).rejects.toMatchObject({ code: "FORBIDDEN" });
    // Anna owns the group.
    await anna.act((ctx) => removeMessage(ctx, messageId));
    const [item] = (await list(carla, id)).items;
    expect(item).toMatchObject({ id: messageId, content: null, text: "", reactions: [], removedAt: expect.any(Date) });
    expect(await carla.look((ctx) => getConversation(ctx, id))).toMatchObject({ unreadCount: 0 });
    for (const deed of [
      () => ben.act((ctx) => react(ctx, parlour.files, { id: messageId, emoji: "👍", on: true })),
      () => ben.act((ctx) => editMessage(ctx, parlour.files, { id: messageId, content: richTextOf("x"), version: 3 })),
      () => ben.say(id, "What was that?", { replyToId: messageId }),
    ]) {
      await expect(deed()).rejects.toMatchObject({ reason: "message.removed" });
    }
    expect(await ben.say(id, "a very secret word", { clientId })).toMatchObject({ id: messageId, content: null });
    await using client = await owner();
    for (const table of [message, messageRevision, auditEvent, notification]) {
      const { rows } = await client.db.execute(sql`select 1 from ${table} t where t::text like '%secret word%'`);
      expect(rows).toEqual([]);
    }
  });
});

async function owner() {
  const client = new pg.Client({ connectionString: parlour.two.ownerUrl });
  await client.connect();
  return { db: drizzle(client), [Symbol.asyncDispose]: () => client.end() };
}

describe("what belongs to a message", () => {
  test("is counted, quoted and pinned as it was done", async () => {
    const id = await anna.gather(ben, carla);
    const asked = await anna.say(id, "Lunch?");
    for (const talker of [ben, carla, ben]) {
      await talker.act((ctx) => react(ctx, parlour.files, { id: asked.id, emoji: "👍", on: true }));
    }
    await carla.act((ctx) => react(ctx, parlour.files, { id: asked.id, emoji: "👍🏽", on: true }));
    await carla.act((ctx) => pinMessage(ctx, parlour.files, { id: asked.id, on: true }));
    await ben.say(id, "Yes", { replyToId: asked.id });
    const page = await list(ben, id);
    expect(page.items[0]).toMatchObject({
      reactions: [
        { emoji: "👍", count: 2, isMine: true, names: [ben.name, carla.name] },
        { emoji: "👍🏽", count: 1, isMine: false },
      ],
      pinnedAt: expect.any(Date),
    });
    expect(page.items[1]?.replyTo).toMatchObject({ id: asked.id, text: "Lunch?", author: { name: anna.name } });
    expect(await ben.look((ctx) => listPins(ctx, parlour.files, id))).toMatchObject([{ id: asked.id }]);
    await ben.act((ctx) => react(ctx, parlour.files, { id: asked.id, emoji: "👍", on: false }));
    expect((await list(ben, id)).items[0]?.reactions[0]).toMatchObject({ count: 1, isMine: false });
  });

  test("is bounded: twenty different emoji", async () => {
    const id = await anna.gather();
    const { id: messageId } = await anna.say(id, "Say it with pictures");
    const put = (emoji: string) => anna.act((ctx) => react(ctx, parlour.files, { id: messageId, emoji, on: true }));
    for (let each = 0; each < 20; each += 1) await put(String.fromCodePoint(0x1f600 + each));
    await expect(put("🚀")).rejects.toMatchObject({ reason: "message.too_many_reactions" });
    await put("😀");
  });

  test("shows records as their reader may see them, and tells nobody why not", async () => {
    const guest = parlour.as("guest");
    const id = await anna.gather(guest);
    const { id: entityId } = await anna.act((ctx) => createAccount(ctx, { name: "Northwind", tagIds: [] } as never));
    const record = { type: "record" as const, attrs: { address: "crm.account" as const, entityId } };
    const { id: messageId } = await anna.say(id, { type: "doc", content: [{ type: "paragraph", content: [record] }] });
    const seenBy = async (talker: Talker) =>
      (await talker.look((ctx) => getMessage(ctx, parlour.files, messageId))).records;
    expect(await seenBy(anna)).toMatchObject([{ entityId, label: "Northwind" }]);
    expect(await seenBy(guest)).toEqual([{ address: "crm.account", entityId, label: null, detail: null }]);
    await anna.act((ctx) => removeAccounts(ctx, [entityId]));
    expect(await seenBy(anna)).toEqual(await seenBy(guest));
  });

  test("names people as they are called, whatever their author's client wrote", async () => {
    const id = await anna.gather(ben);
    const lying = mentioning(ben.id);
    const [paragraph] = lying.content;
    if (paragraph?.type !== "paragraph") expect.unreachable();
    paragraph.content = [{ type: "mention", attrs: { id: ben.id, label: "The boss" } }];
    expect(await anna.say(id, lying)).toMatchObject({ text: `@${ben.name}` });
    const stranger = parlour.two.globex.members.owner.memberId;
    await expect(anna.say(id, mentioning(stranger))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("forgets the draft it was begun as", async () => {
    const id = await anna.gather(ben);
    const place = { conversationId: id, threadRootId: null };
    await anna.act((ctx) => saveDraft(ctx, { ...place, content: richTextOf("To be con") }));
    expect(await anna.look((ctx) => getConversation(ctx, id))).toMatchObject({ draftText: "To be con" });
    expect(await ben.look((ctx) => getDraft(ctx, place))).toBeNull();
    await anna.say(id, "To be continued");
    expect(await anna.look((ctx) => getDraft(ctx, place))).toBeNull();
  });
});

describe("a thread", () => {
  test("is followed by who writes in it, counts for itself, and ends with the place in the conversation", async () => {
    const id = await anna.gather(ben, carla);
    const { id: rootId } = await anna.say(id, "The pump is broken");
    const reply = await ben.say(id, "Which one?", { threadRootId: rootId });
    await expect(carla.say(id, "Deeper", { threadRootId: reply.id })).rejects.toMatchObject({
      reason: "message.nested_thread",
    });
    expect(seqs(await list(carla, id))).toEqual([1]);
    expect(seqs(await list(carla, id, { threadRootId: rootId }))).toEqual([2]);
    const thread = (talker: Talker) => talker.look((ctx) => getThread(ctx, parlour.files, rootId));
    expect(await thread(anna)).toMatchObject({
      unreadCount: 1,
      isFollowed: true,
      root: { thread: { replyCount: 1, people: [{ name: ben.name }] } },
    });
    expect(await thread(carla)).toMatchObject({ unreadCount: 0, isFollowed: false });
    const followed = await anna.look((ctx) => listThreads(ctx, parlour.files, { isUnread: true, limit: 10 }));
    expect(followed.items).toMatchObject([{ root: { id: rootId }, unreadCount: 1 }]);
    await anna.act((ctx) => markThreadRead(ctx, { id: rootId, seq: 99 }));
    expect(await thread(anna)).toMatchObject({ unreadCount: 0, lastReadSeq: 2 });
    await ben.act((ctx) => removeMessage(ctx, reply.id));
    expect((await list(anna, id)).items[0]?.thread).toBeNull();
    await ben.act((ctx) => leaveConversation(ctx, id));
    const left = await ben.look((ctx) => listThreads(ctx, parlour.files, { limit: 10 }));
    expect(left.items.map(({ root }) => root.id)).not.toContain(rootId);
  });
});

describe("a search", () => {
  test("finds the newest words of one's own conversations, by author and by place", async () => {
    const [dora, emil, fred] = (await parlour.invite(3)) as [Talker, Talker, Talker];
    const [one, other] = [await dora.gather(emil), await dora.gather(fred)];
    await dora.say(one, "The Turbine in Łódź hums");
    await emil.say(one, "Which turbine?");
    await dora.say(other, "A turbine for Fred");
    const { id: gone } = await dora.say(one, "No turbine any more");
    await dora.act((ctx) => removeMessage(ctx, gone));
    const found = async (talker: Talker, query: string, rest: object = {}) =>
      (await talker.look((ctx) => searchMessages(ctx, { query, limit: 20, ...rest }))).map(({ text }) => text);
    expect(await found(dora, "TURBINE")).toEqual(["A turbine for Fred", "Which turbine?", "The Turbine in Łódź hums"]);
    expect(await found(emil, "turbine lodz")).toEqual(["The Turbine in Łódź hums"]);
    expect(await found(emil, "fred")).toEqual([]);
    expect(await found(dora, "turbine", { authorId: emil.id })).toEqual(["Which turbine?"]);
    expect(await found(dora, "turbine", { conversationId: other })).toEqual(["A turbine for Fred"]);
    expect(await found(emil, "turbine", { conversationId: other })).toEqual([]);
    await emil.act((ctx) => leaveConversation(ctx, one));
    expect(await found(emil, "turbine")).toEqual([]);
  });
});

describe("whom a message concerns", () => {
  const told = async (talker: Talker) => {
    const rows = await talker.look((ctx) =>
      ctx.db.select().from(notification).where(eq(notification.memberId, talker.id)).orderBy(asc(notification.id)),
    );
    return rows.map(({ name, readAt }) => `${name.split(".").at(-1)}${readAt ? ", read" : ""}`);
  };

  test("is told in its transaction, and not told where it came to nothing", async () => {
    const [dora, emil, fred] = (await parlour.invite(3)) as [Talker, Talker, Talker];
    const { id: direct } = await dora.act((ctx) => openDirect(ctx, emil.id));
    await dora.say(direct, "Hello");
    expect(await told(emil)).toEqual(["directReceived"]);
    await emil.act((ctx) => markRead(ctx, { id: direct, seq: 1 }));
    expect(await told(emil)).toEqual(["directReceived, read"]);
    const group = await dora.gather(emil, fred);
    await dora.say(group, "Everybody");
    expect(await told(fred)).toEqual([]);
    await dora.say(group, mentioning("channel"));
    expect([await told(dora), await told(fred)]).toEqual([[], ["mentioned"]]);
    const crash = dora.act(async (ctx) => {
      const content = mentioning(fred.id);
      await sendMessage(ctx, parlour.files, { clientId: randomUUID(), conversationId: group, content, fileIds: [] });
      throw new Error("The process dies here.");
    });
    await expect(crash).rejects.toThrow("dies");
    expect(await told(fred)).toEqual(["mentioned"]);
    expect(await fred.look((ctx) => getConversation(ctx, group))).toMatchObject({ lastSeq: 2, mentionCount: 1 });
  });

  test("is nobody else: events go to those in the conversation, and the record holds no word of it", async () => {
    const id = await anna.gather(ben);
    await anna.say(id, "A word between us");
    const events = await parlour.two.system.select().from(auditEvent).where(eq(auditEvent.entityId, id));
    expect(events.length).toBeGreaterThan(1);
    for (const event of events) {
      expect([...(event.audience ?? [])].sort()).toEqual([anna.id, ben.id].sort());
      expect(JSON.stringify(event.payload)).not.toContain("word");
    }
  });

  test("is nobody else in the record either: it names no file that hangs on the conversation", async () => {
    const [id, fileId] = [await anna.gather(ben), uuidv7()];
    const target = { address: "messaging.conversation", entityId: id } as const;
    const given = { name: "layoffs.txt", sizeBytes: 1, type: "", target };
    await ben.act((ctx) => reserveFile(ctx, parlour.files, given, { id: fileId, uploadId: "one" }));
    await ben.act((ctx) => removeFiles(ctx, [fileId]));
    const source = { procedure: "messaging.conversation.update", clientAddress: null, userAgent: null };
    await anna.act((ctx) => recordCall({ ...ctx, source }, { id, name: "Layoffs" }));
    const told = async (who: Talker) => {
      const order = { sort: { field: "createdAt", direction: "asc" }, limit: 100 } as const;
      const pages = [{ entityId: fileId }, { entityId: id, name: source.procedure }].map((filter) =>
        who.look((ctx) => listAuditEvents(ctx, { filter, ...order })),
      );
      return (await Promise.all(pages)).flatMap(({ items }) => items.map(({ payload }) => JSON.stringify(payload)));
    };
    expect(await told(parlour.as("owner"))).toEqual(["{}", "{}", "{}"]);
    expect(await told(anna)).toEqual([
      ...Array(2).fill(expect.stringContaining("layoffs.txt")),
      expect.stringContaining("Layoffs"),
    ]);
  });
});

test("what is sent has something in it", () => {
  const input = { clientId: randomUUID(), conversationId: randomUUID(), content: richTextOf(" \n ") };
  expect(sendMessageInput.safeParse(input).success).toBe(false);
  expect(sendMessageInput.safeParse({ ...input, fileIds: [randomUUID()] }).success).toBe(true);
});
