import { randomUUID } from "node:crypto";
import type { Role } from "@steward/contracts";
import type { LiveMessage } from "@steward/contracts/kernel/live";
import { richTextOf } from "@steward/contracts/kernel/rich-text";
import { uuidv7 } from "@steward/db";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { mintAccessToken } from "../contract/access-token.ts";
import { actAs } from "../contract/attackers.ts";
import { createHarness, type Harness, outcome, type TestContext } from "../contract/harness.ts";
import { call, procedures } from "../contract/procedures.ts";
import { createCaller } from "../router.ts";

let harness: Harness;
/** A private group of the manager and a member, with a message, a reply and a file in it. */
let group: { id: string; messageId: string; replyId: string };
let channelId: string;
beforeAll(async () => {
  harness = await createHarness();
  const manager = await callerOf("manager");
  const { id } = await manager.messaging.conversation.create({ kind: "group", memberIds: [idOf("member")] });
  const said = await manager.messaging.message.send({ clientId: uuidv7(), conversationId: id, content: words });
  const reply = { clientId: uuidv7(), conversationId: id, content: words, threadRootId: said.id };
  group = { id, messageId: said.id, replyId: (await manager.messaging.message.send(reply)).id };
  const channel = { kind: "channel", name: "Everybody", visibility: "public" } as const;
  channelId = (await manager.messaging.conversation.create(channel)).id;
});
afterAll(() => harness.close());

const words = richTextOf("between us");
const callerOf = async (role: Role): Promise<ReturnType<typeof createCaller>> =>
  createCaller(await harness.as(harness.acme, role));
const idOf = (role: Role) => harness.acme.members[role].memberId;

/** What each procedure that names a conversation or a message of one is asked for. */
const bodies: Readonly<Record<string, () => unknown>> = {
  "conversation.byId": () => ({ id: group.id }),
  "conversation.update": () => ({ id: group.id, name: "Taken over" }),
  "conversation.archive": () => ({ id: group.id }),
  "conversation.unarchive": () => ({ id: group.id }),
  "conversation.join": () => ({ id: group.id }),
  "conversation.leave": () => ({ id: group.id }),
  "conversation.markRead": () => ({ id: group.id, seq: 1 }),
  "conversation.markUnread": () => ({ id: group.id, seq: 1 }),
  "conversation.updateState": () => ({ id: group.id, isMuted: true }),
  "conversation.typing": () => ({ id: group.id }),
  "draft.get": () => ({ conversationId: group.id }),
  "draft.save": () => ({ conversationId: group.id, content: words }),
  "member.list": () => ({ id: group.id }),
  "member.add": () => ({ id: group.id, memberIds: [idOf("admin")] }),
  "member.remove": () => ({ id: group.id, memberId: idOf("member") }),
  "member.updateRole": () => ({ id: group.id, memberId: idOf("admin"), role: "owner" }),
  "message.list": () => ({ conversationId: group.id }),
  "message.byId": () => ({ id: group.messageId }),
  "message.history": () => ({ id: group.messageId }),
  "message.pins": () => ({ conversationId: group.id }),
  "message.send": () => ({ clientId: randomUUID(), conversationId: group.id, content: words }),
  "message.edit": () => ({ id: group.messageId, content: words, version: 1 }),
  "message.remove": () => ({ id: group.messageId }),
  "message.react": () => ({ id: group.messageId, emoji: "👀" }),
  "message.pin": () => ({ id: group.messageId }),
  "thread.byId": () => ({ id: group.messageId }),
  "thread.markRead": () => ({ id: group.messageId, seq: 2 }),
  "thread.follow": () => ({ id: group.messageId }),
};
/** What is about the caller alone, or about all that they may see. */
const ofNoConversation = [
  ...["conversation.list", "conversation.unread", "conversation.browse", "conversation.openDirect"],
  ...["conversation.create", "draft.list", "message.search", "thread.list", "presence.list", "presence.beat"],
];

describe("a private conversation is not there for whoever is not in it, not even for those who run the organisation", () => {
  const named = procedures.flatMap(({ path }) =>
    path.startsWith("messaging.") ? path.slice("messaging.".length) : [],
  );

  test("every procedure is asked here", () => {
    expect(named.sort()).toEqual([...Object.keys(bodies), ...ofNoConversation].sort());
  });

  test.each(Object.keys(bodies))("%s", async (name) => {
    const path = `messaging.${name}`;
    for (const role of ["owner", "admin"] as const) {
      const body = bodies[name]?.();
      const refused = await outcome(call(await harness.as(harness.acme, role), path, body));
      expect(refused, role).toMatchObject({ refused: expect.stringContaining("NOT_FOUND") });
      // As for an id that nobody has ever had.
      const nowhere = JSON.parse(
        JSON.stringify(body).replaceAll(group.id, uuidv7()).replaceAll(group.messageId, uuidv7()),
      );
      expect(refused).toEqual(await outcome(call(await harness.as(harness.acme, role), path, nowhere)));
    }
  });

  test("nothing of it is found, listed or counted", async () => {
    const owner = await callerOf("owner");
    expect((await owner.messaging.conversation.list({})).items).toEqual([]);
    expect(await owner.messaging.message.search({ query: "between" })).toEqual([]);
    expect(await owner.messaging.message.search({ query: "between", conversationId: group.id })).toEqual([]);
    expect((await owner.messaging.thread.list({})).items).toEqual([]);
    expect((await owner.messaging.conversation.browse({})).items.map(({ id }) => id)).toEqual([channelId]);
    const member = await callerOf("member");
    expect(await member.messaging.message.search({ query: "between" })).toHaveLength(2);
    expect((await member.messaging.conversation.list({})).items).toMatchObject([{ id: group.id, unreadCount: 1 }]);
  });

  test("what they say elsewhere cannot quote it, hang on its threads or carry off its files", async () => {
    const owner = await callerOf("owner");
    const { id: conversationId } = await owner.messaging.conversation.create({ kind: "group" });
    const send = (rest: object) =>
      outcome(owner.messaging.message.send({ clientId: randomUUID(), conversationId, content: words, ...rest }));
    for (const rest of [{ replyToId: group.messageId }, { threadRootId: group.messageId }, { fileIds: [uuidv7()] }]) {
      expect(await send(rest)).toMatchObject({ refused: expect.stringContaining("NOT_FOUND") });
    }
  });
});

describe("an operator who acts as somebody", () => {
  let operator: TestContext;
  let channel: { id: string; messageId: string };
  const person = () => callerOf("member");
  const asPerson = () => createCaller(operator);
  beforeAll(async () => {
    const { userId } = harness.acme.members.member;
    const sessionId = await actAs(harness, { userId });
    const authorization = `Bearer ${mintAccessToken(harness.platform.secret, { userId, sessionId })}`;
    operator = harness.asking({ authorization, "x-tenant": harness.acme.slug });
    const [manager, member] = [await callerOf("manager"), await person()];
    const { id } = await manager.messaging.conversation.create({
      ...{ kind: "channel", name: "Open to all", visibility: "public", memberIds: [idOf("member")] },
    });
    const say = (conversationId: string, rest: object = {}) =>
      manager.messaging.message.send({ clientId: uuidv7(), conversationId, content: naming, ...rest });
    const naming = {
      type: "doc" as const,
      content: [
        {
          type: "paragraph" as const,
          content: [{ type: "text" as const, text: "between friends " }, mentionOfMember()],
        },
      ],
    };
    const { id: direct } = await manager.messaging.conversation.openDirect({ memberId: idOf("member") });
    const said = await say(id);
    for (const conversationId of [group.id, direct]) await say(conversationId);
    channel = { id, messageId: said.id };
    for (const conversationId of [id, group.id]) await member.messaging.draft.save({ conversationId, content: words });
    for (const threadRootId of [said.id, group.messageId]) {
      const conversationId = threadRootId === said.id ? id : group.id;
      await member.messaging.message.send({ clientId: uuidv7(), conversationId, content: words, threadRootId });
      await member.messaging.draft.save({ conversationId, content: words });
    }
  });
  const mentionOfMember = () => ({ type: "mention" as const, attrs: { id: idOf("member") } });
  const typeOf = (name: string) => procedures.find(({ path }) => path === `messaging.${name}`)?.type;
  const all = [...Object.keys(bodies), ...ofNoConversation];

  test.each(all.filter((name) => typeOf(name) === "mutation"))("does not %s in their name", async (name) => {
    // The id of the public channel: what they may read there they may not take part in.
    const body = JSON.parse(JSON.stringify(bodies[name]?.() ?? null).replaceAll(group.id, channel.id)) ?? {
      ...{ memberId: idOf("manager"), kind: "group" },
    };
    expect(await outcome(call(operator, `messaging.${name}`, body))).toMatchObject({
      refused: expect.stringContaining("auth.impersonating"),
    });
  });

  test.each(Object.keys(bodies).filter((name) => typeOf(name) === "query"))(
    "finds no %s of a private one",
    async (name) => {
      const path = `messaging.${name}`;
      const refused = await outcome(call(operator, path, bodies[name]?.()));
      expect(refused).toMatchObject({ refused: expect.stringContaining("NOT_FOUND") });
      const their = await outcome(call(await harness.as(harness.acme, "member"), path, bodies[name]?.()));
      expect(their, "the person finds it").toHaveProperty("value");
    },
  );

  test("sees public channels in their lists, counts and searches, and nothing they have begun to write", async () => {
    const { messaging } = asPerson();
    expect((await messaging.conversation.list({})).items).toMatchObject([{ id: channel.id, draftText: null }]);
    expect(await messaging.conversation.unread()).toEqual({ conversations: 1, mentions: 1 });
    expect((await messaging.conversation.browse({})).items.map(({ id }) => id).sort()).toEqual(
      [channelId, channel.id].sort(),
    );
    const hits = await messaging.message.search({ query: "between" });
    expect(new Set(hits.map(({ conversationId }) => conversationId))).toEqual(new Set([channel.id]));
    expect((await messaging.thread.list({})).items.map(({ root }) => root.id)).toEqual([channel.messageId]);
    expect((await messaging.message.list({ conversationId: channel.id })).items).not.toEqual([]);
    expect(await messaging.draft.list()).toEqual([]);
    expect(await messaging.draft.get({ conversationId: channel.id })).toBeNull();
    for (const name of ["presence.beat", "conversation.typing"]) {
      expect(await outcome(call(operator, `messaging.${name}`, { id: channel.id }))).toMatchObject({
        refused: expect.stringContaining("auth.impersonating"),
      });
    }
    const own = (await person()).messaging;
    expect((await own.conversation.list({})).items).toHaveLength(3);
    expect(await own.draft.list()).toHaveLength(2);
    expect(new Set((await own.message.search({ query: "between" })).map((hit) => hit.conversationId)).size).toBe(3);
    expect((await own.thread.list({})).items).toHaveLength(2);
  });

  test("is told by their inbox of nothing that was written to them alone, nor brought any file of it", async () => {
    const titles = async ({ notifications }: Pick<ReturnType<typeof createCaller>, "notifications">) =>
      (await notifications.notification.list({ box: "inbox" })).items.map(({ title }) => title);
    const [seen, theirs] = [await titles(asPerson()), await titles(await person())];
    expect(seen).toEqual([expect.stringMatching(/mentioned.*in Open to all/)]);
    expect(theirs.length).toBeGreaterThan(1);
    const target = { address: "messaging.conversation", entityId: group.id } as const;
    const { id } = await (await person()).files.file.reserve({ name: "secret.pdf", sizeBytes: 10, target });
    const { files } = asPerson();
    const reserve = (entityId: string) =>
      files.file.reserve({ name: "hers.pdf", sizeBytes: 10, target: { ...target, entityId } });
    for (const ask of [
      () => files.file.byId({ id }),
      () => files.file.download({ id }),
      () => files.file.list(target),
      () => files.file.remove({ ids: [id] }),
      () => reserve(group.id),
    ]) {
      expect(await outcome(ask())).toMatchObject({ refused: expect.stringContaining("NOT_FOUND") });
    }
    expect(await outcome(reserve(channel.id))).toMatchObject({
      refused: expect.stringContaining("auth.impersonating"),
    });
  });

  test("hears no more than that, while it happens", async () => {
    const manager = await callerOf("manager");
    await manager.messaging.message.send({ clientId: uuidv7(), conversationId: group.id, content: words });
    await manager.crm.account.create({ name: "Heard by all" });
    const heardBy = async ({ live }: Pick<ReturnType<typeof createCaller>, "live">) => {
      const names = new Set<string>();
      for await (const answer of await live.events({})) {
        // In process it is the envelope itself, where the library's type says what a client unpacks of it.
        const [, message] = answer as unknown as readonly [string, LiveMessage];
        if (message.kind === "ready") break;
        if (message.kind === "event") names.add(message.name);
      }
      return [...names];
    };
    // Nothing is told before its turn, and that does not come while any test of the database has an older transaction.
    const heardUpToTheAccount = (caller: ReturnType<typeof createCaller>) =>
      vi.waitFor(
        async () => {
          const names = await heardBy(caller);
          expect(names).toContain("crm.account.created");
          return names;
        },
        { timeout: 45_000, interval: 200 },
      );
    expect(await heardUpToTheAccount(await person())).toContain("messaging.message.sent");
    const names = await heardUpToTheAccount(asPerson());
    expect(names.filter((name) => name.startsWith("messaging."))).toEqual([]);
  });
});

describe("a public channel", () => {
  test("is read by colleagues, who write when they have joined; guests see nothing of it", async () => {
    const technician = await callerOf("technician");
    expect((await technician.messaging.message.list({ conversationId: channelId })).items).toEqual([]);
    const body = { clientId: randomUUID(), conversationId: channelId, content: words };
    expect(await outcome(technician.messaging.message.send(body))).toMatchObject({
      refused: expect.stringContaining("not_a_member"),
    });
    await technician.messaging.conversation.join({ id: channelId });
    await technician.messaging.message.send(body);
    const guest = await callerOf("guest");
    expect(await outcome(guest.messaging.message.list({ conversationId: channelId }))).toMatchObject({
      refused: expect.stringContaining("NOT_FOUND"),
    });
  });

  test("is run by administrators, who may remove what was written there", async () => {
    const manager = await callerOf("manager");
    const said = await manager.messaging.message.send({
      ...{ clientId: randomUUID(), conversationId: channelId, content: words },
    });
    const member = await callerOf("member");
    await member.messaging.conversation.join({ id: channelId });
    expect(await outcome(member.messaging.message.remove({ id: said.id }))).toMatchObject({
      refused: expect.stringContaining("not_the_author"),
    });
    const admin = await callerOf("admin");
    await admin.messaging.conversation.update({ id: channelId, topic: "For all" });
    await admin.messaging.conversation.join({ id: channelId });
    await admin.messaging.message.remove({ id: said.id });
    expect((await manager.messaging.message.byId({ id: said.id })).content).toBeNull();
  });
});

describe("files of a conversation", () => {
  test("are seen by who is in it, and removed by who brought them or runs it", async () => {
    const reserved = async (role: Role) => {
      const target = { address: "messaging.conversation", entityId: group.id } as const;
      return (await callerOf(role)).files.file.reserve({ name: "plan.pdf", sizeBytes: 10, target });
    };
    const { id } = await reserved("member");
    expect(await outcome(reserved("owner"))).toMatchObject({ refused: expect.stringContaining("NOT_FOUND") });
    const owner = await callerOf("owner");
    const manager = await callerOf("manager");
    for (const ask of [
      () => owner.files.file.byId({ id }),
      () => owner.files.file.remove({ ids: [id] }),
      () => owner.files.file.list({ address: "messaging.conversation", entityId: group.id }),
    ]) {
      expect(await outcome(ask())).toMatchObject({ refused: expect.stringContaining("NOT_FOUND") });
    }
    expect(await manager.files.file.byId({ id })).toMatchObject({ id });
    // The manager owns the group.
    await manager.files.file.remove({ ids: [id] });
  });
});
