import { richTextOf } from "@steward/contracts/kernel/rich-text";
import { maxUnread } from "@steward/contracts/messaging/conversation";
import { conversation, conversationMember } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getConversation, unreadCounts } from "./conversation-queries.ts";
import { removeMessage } from "./message-change.ts";
import { mentioning, openParlour, type Parlour, type Talker } from "./messaging-fixture.ts";
import { addConversationMembers, leaveConversation, markRead, markUnread } from "./place.ts";
import { markThreadRead } from "./thread.ts";
import { UnreadModel } from "./unread-model.ts";

const operations = Number(process.env.STEWARD_PROOF_OPERATIONS ?? 400);
/** A conversation of that many messages is left alone and another one begun: the model goes through all of them each time. */
const longEnough = 250;
const seed = Number(process.env.STEWARD_PROOF_SEED ?? 1);

let parlour: Parlour;
let talkers: Talker[];
beforeAll(async () => {
  parlour = await openParlour();
  talkers = await parlour.invite(20);
});
afterAll(() => parlour.close());

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** What the product counts for everybody in a conversation, by the conditions its lists count with. */
async function counted(talker: Talker, id: string) {
  const rows = await talker.look((ctx) =>
    ctx.db
      .select({ memberId: conversationMember.memberId, ...unreadCounts })
      .from(conversationMember)
      .innerJoin(
        conversation,
        and(
          eq(conversation.tenantId, conversationMember.tenantId),
          eq(conversation.id, conversationMember.conversationId),
        ),
      )
      .where(eq(conversationMember.conversationId, id)),
  );
  return new Map(rows.map(({ memberId, ...counts }) => [memberId, counts]));
}

test(`what is unread is what a simple model says, after each of ${operations} random operations of twenty members`, {
  timeout: 60_000 + operations * 100,
}, async () => {
  const next = randomFrom(seed);
  const pick = <T>(values: readonly T[]): T | undefined => values[next(values.length)];
  const model = new UnreadModel();
  const done = new Map<string, number>();
  const begin = async () => {
    const members = talkers.filter(() => next(3) > 0);
    const [starter] = members;
    if (!starter) return begin();
    const id = await starter.gather(...members.slice(1));
    model.start(
      id,
      members.map((each) => each.id),
    );
    return id;
  };
  const open = [await begin(), await begin(), await begin()];

  for (let operation = 0; operation < operations; operation += 1) {
    const place = next(open.length);
    const id = open[place] ?? "";
    const { members, messages } = model.get(id);
    const inside = talkers.filter((talker) => members.has(talker.id));
    const actor = pick(inside);
    if (!actor || inside.length < 3 || messages.length >= longEnough) {
      open[place] = await begin();
      continue;
    }
    const what = await operate(actor, id);
    done.set(what, (done.get(what) ?? 0) + 1);
    const wanted = model.counts(id, maxUnread);
    expect(await counted(actor, id), `operation ${operation}, ${what}, seed ${seed}`).toEqual(wanted);
    const reader = pick(talkers.filter((talker) => members.has(talker.id)));
    // The way to the screen, for one of them.
    if (reader && operation % 10 === 0) {
      const shown = await reader.look((ctx) => getConversation(ctx, id));
      expect(shown).toMatchObject({ ...wanted.get(reader.id), lastSeq: model.get(id).lastSeq });
    }
  }
  // Chance has done all there is to do.
  expect([...done.keys()].sort()).toEqual(["enter", "leave", "read", "remove", "reply", "send", "thread", "unread"]);

  async function operate(actor: Talker, id: string): Promise<string> {
    const { members, messages, lastSeq } = model.get(id);
    const dice = next(100);
    if (dice < 55) {
      const root = dice < 15 ? pick(messages.filter(({ rootId, isRemoved }) => !rootId && !isRemoved)) : undefined;
      const named = next(4) === 0 ? talkers.filter((talker) => talker.id !== actor.id && next(6) === 0) : [];
      const content = named.length > 0 ? mentioning(...named.map((each) => each.id)) : richTextOf("words");
      const { id: messageId, seq } = await actor.say(id, content, { threadRootId: root?.messageId });
      const mentions = named.map((each) => each.id).filter((each) => members.has(each));
      model.send(id, { messageId, seq, author: actor.id, rootId: root?.messageId ?? null, mentions });
      return root ? "reply" : "send";
    }
    if (dice < 60) {
      const seq = next(lastSeq + 3) + 1;
      await actor.act((ctx) => markUnread(ctx, { id, seq }));
      model.unread(id, actor.id, seq);
      return "unread";
    }
    if (dice < 75) {
      const seq = next(lastSeq + 3);
      await actor.act((ctx) => markRead(ctx, { id, seq }));
      model.read(id, actor.id, seq);
      return "read";
    }
    if (dice < 83) {
      const root = pick(messages.filter(({ places }) => places.has(actor.id)));
      if (!root) return "thread";
      const seq = next(lastSeq + 3);
      await actor.act((ctx) => markThreadRead(ctx, { id: root.messageId, seq }));
      model.readThread(id, root.messageId, actor.id, seq);
      return "thread";
    }
    if (dice < 92) {
      const own = pick(messages.filter(({ author }) => author === actor.id));
      if (own) {
        await actor.act((ctx) => removeMessage(ctx, own.messageId));
        model.remove(id, own.messageId);
      }
      return "remove";
    }
    if (dice < 96) {
      await actor.act((ctx) => leaveConversation(ctx, id));
      model.leave(id, actor.id);
      return "leave";
    }
    const newcomer = pick(talkers.filter((talker) => !members.has(talker.id)));
    if (newcomer) {
      await actor.act((ctx) => addConversationMembers(ctx, { id, memberIds: [newcomer.id] }));
      model.enter(id, newcomer.id);
    }
    return "enter";
  }
});
