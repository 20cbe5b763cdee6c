import type { CreateConversationInput } from "@steward/contracts/messaging/conversation";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  archiveConversation,
  createConversation,
  openDirect,
  unarchiveConversation,
  updateConversation,
} from "./conversation.ts";
import { getConversation, getUnreadTotals, listConversations } from "./conversation-queries.ts";
import { browseChannels } from "./directory.ts";
import { openParlour, type Parlour, type Talker } from "./messaging-fixture.ts";
import { audienceOf } from "./people.ts";
import {
  addConversationMembers,
  joinConversation,
  leaveAllConversations,
  leaveConversation,
  markRead,
  removeConversationMember,
  updateConversationRole,
  updateState,
} from "./place.ts";

let parlour: Parlour;
let anna: Talker;
let ben: Talker;
let carla: Talker;
beforeAll(async () => {
  parlour = await openParlour();
  [anna, ben, carla] = (await parlour.invite(3)) as [Talker, Talker, Talker];
});
afterAll(() => parlour.close());

const allConversations = { filter: {}, limit: 100 };
const listed = async (talker: Talker, search?: string) =>
  (await talker.look((ctx) => listConversations(ctx, { ...allConversations, search }))).items;
const channel = (name: string, visibility: "public" | "private" = "public") =>
  ({ kind: "channel", name, topic: null, visibility, memberIds: [] }) satisfies CreateConversationInput;

describe("a direct conversation", () => {
  test("is one for each pair, also where both begin it at the same moment, twenty times over", async () => {
    const pairs = await parlour.invite(21);
    const [first, ...others] = pairs;
    if (!first) expect.unreachable();
    for (const other of others) {
      const opened = await Promise.all(
        [first, other, first, other].map((talker) =>
          talker.act((ctx) => openDirect(ctx, talker === first ? other.id : first.id)),
        ),
      );
      expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
      expect(await first.look((ctx) => audienceOf(ctx, opened[0]?.id ?? ""))).toHaveLength(2);
    }
  });

  test("with oneself is a place for notes", async () => {
    const notes = await anna.act((ctx) => openDirect(ctx, anna.id));
    expect(notes).toMatchObject({ kind: "direct", memberCount: 1, people: [], title: `${anna.name} (you)` });
    expect(await anna.act((ctx) => openDirect(ctx, anna.id))).toMatchObject({ id: notes.id });
    await anna.say(notes.id, "Do not forget");
    expect((await anna.look((ctx) => getConversation(ctx, notes.id))).unreadCount).toBe(0);
  });

  test("shows up for the other when something is written, and stays as it is", async () => {
    const [dora, emil] = (await parlour.invite(2)) as [Talker, Talker];
    const { id } = await dora.act((ctx) => openDirect(ctx, emil.id));
    expect(await listed(emil)).toEqual([]);
    await dora.say(id, "Hello");
    expect(await listed(emil)).toMatchObject([
      { id, title: dora.name, unreadCount: 1, lastMessage: { text: "Hello" } },
    ]);
    for (const change of [
      () => dora.act((ctx) => leaveConversation(ctx, id)),
      () => dora.act((ctx) => addConversationMembers(ctx, { id, memberIds: [anna.id] })),
      () => dora.act((ctx) => updateConversation(ctx, { id, name: "Ours" })),
    ]) {
      await expect(change()).rejects.toMatchObject({ reason: "conversation.direct_stays" });
    }
    await expect(dora.act((ctx) => openDirect(ctx, parlour.two.globex.members.owner.memberId))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("a group or channel", () => {
  test("is run by its owners, and never without one", async () => {
    const id = await anna.gather(ben);
    // After Ben, so that he is the one who has been there longest when Anna leaves.
    await anna.act((ctx) => addConversationMembers(ctx, { id, memberIds: [carla.id] }));
    await expect(ben.act((ctx) => updateConversation(ctx, { id, name: "Mine" }))).rejects.toMatchObject({
      reason: "conversation.not_an_owner",
    });
    await expect(
      anna.act((ctx) => updateConversationRole(ctx, { id, memberId: anna.id, role: "member" })),
    ).rejects.toMatchObject({ reason: "conversation.last_owner" });
    const named = await anna.act((ctx) => updateConversation(ctx, { id, name: "Boilers", version: 1 }));
    expect(named).toMatchObject({ title: "Boilers", version: 2 });
    await expect(anna.act((ctx) => updateConversation(ctx, { id, name: "Pumps", version: 1 }))).rejects.toMatchObject({
      reason: "record_changed",
    });
    await anna.act((ctx) => leaveConversation(ctx, id));
    expect((await ben.look((ctx) => getConversation(ctx, id))).role).toBe("owner");
    await ben.act((ctx) => removeConversationMember(ctx, { id, memberId: carla.id }));
    await expect(carla.look((ctx) => getConversation(ctx, id))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is left by whoever leaves the organisation, who keeps nothing but what was said to them alone", async () => {
    const [kim, lou] = (await parlour.invite(2)) as [Talker, Talker];
    const id = await kim.gather(lou);
    const direct = await kim.act((ctx) => openDirect(ctx, lou.id));
    const leave = (leftAt: Date) => lou.act((ctx) => leaveAllConversations({ ...ctx, actor: null }, kim.id, leftAt));
    // Came to it after they were back, while nobody had got to the end of their membership yet.
    await leave(new Date(Date.now() - 60_000));
    expect(await lou.look((ctx) => audienceOf(ctx, id))).toHaveLength(2);
    await leave(new Date(Date.now() + 1_000));
    expect(await lou.look((ctx) => audienceOf(ctx, id))).toEqual([lou.id]);
    expect((await lou.look((ctx) => getConversation(ctx, id))).role).toBe("owner");
    expect(await lou.look((ctx) => audienceOf(ctx, direct.id))).toHaveLength(2);
  });

  test("is called by its people as long as it has no name, and found by them", async () => {
    const id = await anna.gather(ben, carla);
    expect(await anna.look((ctx) => getConversation(ctx, id))).toMatchObject({ title: `${ben.name}, ${carla.name}` });
    const found = await listed(carla, anna.name);
    expect(found.map((each) => each.id)).toContain(id);
    expect(await listed(carla, "nobody of that name")).toEqual([]);
  });

  test("that is archived is read and not written in", async () => {
    const id = await anna.gather(ben);
    await anna.act((ctx) => archiveConversation(ctx, id));
    await expect(ben.say(id, "Anybody?")).rejects.toMatchObject({ reason: "conversation.archived" });
    expect((await listed(ben)).map((each) => each.id)).not.toContain(id);
    await anna.act((ctx) => unarchiveConversation(ctx, id));
    await ben.say(id, "Again");
  });

  test("that is public is found, read, joined and left by colleagues, and by no guest", async () => {
    const { id } = await anna.act((ctx) => createConversation(ctx, channel("Announcements")));
    await anna.say(id, "Welcome");
    await expect(anna.act((ctx) => createConversation(ctx, channel("announcements")))).rejects.toMatchObject({
      reason: "conversation.name_taken",
    });
    const browse = (talker: Talker) => talker.look((ctx) => browseChannels(ctx, { search: "announce", limit: 10 }));
    expect((await browse(ben)).items).toMatchObject([{ id, isMember: false, memberCount: 1 }]);
    expect(await ben.look((ctx) => getConversation(ctx, id))).toMatchObject({ role: null, unreadCount: 0 });
    await expect(ben.say(id, "Thanks")).rejects.toMatchObject({ reason: "conversation.not_a_member" });
    expect(await ben.act((ctx) => joinConversation(ctx, id))).toMatchObject({ role: "member", unreadCount: 0 });
    await ben.say(id, "Thanks");
    await ben.act((ctx) => leaveConversation(ctx, id));
    const guest = parlour.as("guest");
    await expect(guest.look((ctx) => getConversation(ctx, id))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a member's own state", () => {
  test("marks reading forward only, and hides a conversation until something is written", async () => {
    const id = await anna.gather(ben);
    for (const words of ["One", "Two", "Three"]) await anna.say(id, words);
    const read = (seq: number) => ben.act((ctx) => markRead(ctx, { id, seq }));
    expect(await read(2)).toEqual({ lastReadSeq: 2 });
    expect(await read(1)).toEqual({ lastReadSeq: 2 });
    expect(await read(1_000_000)).toEqual({ lastReadSeq: 3 });
    await ben.act((ctx) => updateState(ctx, { id, isHidden: true }));
    expect((await listed(ben)).map((each) => each.id)).not.toContain(id);
    await anna.say(id, "Four");
    expect((await listed(ben)).find((each) => each.id === id)).toMatchObject({ unreadCount: 1, isHidden: false });
  });

  test("leaves what is muted out of the sum of what waits", async () => {
    const [fred, greta] = (await parlour.invite(2)) as [Talker, Talker];
    const id = await fred.gather(greta);
    await fred.say(id, "Hello");
    expect(await greta.look(getUnreadTotals)).toEqual({ conversations: 1, mentions: 0 });
    await greta.act((ctx) => updateState(ctx, { id, isMuted: true }));
    expect(await greta.look(getUnreadTotals)).toEqual({ conversations: 0, mentions: 0 });
  });
});
