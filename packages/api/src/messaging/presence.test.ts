import { randomUUID } from "node:crypto";
import {
  eventChannel,
  type LiveMessage,
  readSignalMessage,
  type SignalMessage,
  signalChannel,
  writeEventMessage,
} from "@steward/contracts/kernel/live";
import { typingSignal } from "@steward/contracts/messaging/conversation";
import { presenceSignal, presenceTtlMs } from "@steward/contracts/messaging/presence";
import { mention, presence } from "@steward/db/schema";
import { startRedisDouble } from "@steward/ports/limit/testing";
import { openBus } from "@steward/services/platform";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createHarness, type Harness } from "../contract/harness.ts";
import { createContext } from "../kernel/context.ts";
import type { Platform } from "../kernel/platform.ts";
import { stopLive } from "../live/hub.ts";
import { createCaller } from "../router.ts";
import { PresenceBoard } from "./presence-board.ts";

let harness: Harness;
const open: { close(): Promise<void> }[] = [];
const heard: SignalMessage[] = [];
/** What is said is heard on another connection. */
const patience = { timeout: 30_000, interval: 20 };
beforeAll(async () => {
  harness = await createHarness();
  const bus = anotherBus();
  await bus.subscribe(signalChannel, {
    onMessage: (line) => {
      const message = readSignalMessage(line);
      if (message) heard.push(message);
    },
    onGap: () => {},
  });
});
afterAll(async () => {
  for (const each of open.toReversed()) await each.close();
  await harness.close();
});

function anotherBus(redisUrl: string | null = null) {
  const bus = openBus({ ...harness, systemDatabaseUrl: harness.systemUrl, redisUrl, onError: () => {} });
  open.push(bus);
  return bus;
}

/** Another process of the installation, as far as presence is concerned. */
const node = () => new PresenceBoard({ ...harness.platform, bus: anotherBus() } satisfies Platform);

describe("presence", () => {
  test("is known to every node, also to one that began to listen later, and ends by itself", async () => {
    const tenantId = harness.acme.id;
    const { memberId } = harness.acme.members.member;
    const [here, there] = [node(), node()];
    await there.find(tenantId, memberId);
    await here.beat(tenantId, memberId, "desk", "online");
    await vi.waitFor(
      async () => expect(await there.find(tenantId, memberId)).toMatchObject({ state: "online" }),
      patience,
    );
    const late = node();
    await vi.waitFor(
      async () => expect(await late.find(tenantId, memberId)).toMatchObject({ state: "online" }),
      patience,
    );
    await here.beat(tenantId, memberId, "phone", "away");
    // There in one window is there.
    expect(await here.find(tenantId, memberId)).toMatchObject({ state: "online" });
    await here.beat(tenantId, memberId, "desk", "offline");
    await vi.waitFor(
      async () => expect(await late.find(tenantId, memberId)).toMatchObject({ state: "away" }),
      patience,
    );
    const states = () => heard.flatMap(({ name, state }) => (name === presenceSignal ? [state] : []));
    await vi.waitFor(() => expect(states()).toEqual(["online", "away"]), patience);
    expect(await harness.database.read(tenantId).select().from(presence)).toHaveLength(1);
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + presenceTtlMs + 1);
    expect(await late.find(tenantId, memberId)).toMatchObject({ state: "offline" });
    await vi.waitFor(() => expect(states()).toEqual(["online", "away", "offline"]), patience);
    vi.restoreAllMocks();
  });

  test("is told as what is known now, and else as when somebody was last seen; of colleagues only", async () => {
    const { manager, admin } = harness.acme.members;
    const caller = createCaller(await harness.as(harness.acme, "manager"));
    await caller.messaging.presence.beat({ state: "away" });
    const stranger = harness.globex.members.owner.memberId;
    const ids = [manager.memberId, admin.memberId, stranger];
    const found = new Map(
      (await caller.messaging.presence.list({ memberIds: ids })).map((item) => [item.memberId, item]),
    );
    expect(found.get(manager.memberId)).toMatchObject({ state: "away", lastSeenAt: expect.any(Date) });
    expect(found.get(admin.memberId)).toMatchObject({ state: "offline", lastSeenAt: null });
    expect(found.has(stranger)).toBe(false);
  });

  test("says whom `@here` means", async () => {
    const { manager, member, technician } = harness.acme.members;
    const as = async (role: "manager" | "member") => createCaller(await harness.as(harness.acme, role));
    const [author, present] = [await as("manager"), await as("member")];
    await present.messaging.presence.beat({ state: "online" });
    const memberIds = [member.memberId, technician.memberId];
    const { id: conversationId } = await author.messaging.conversation.create({ kind: "group", memberIds });
    const here = { type: "paragraph" as const, content: [{ type: "mention" as const, attrs: { id: "here" } }] };
    const content = { type: "doc" as const, content: [here] };
    await author.messaging.message.send({ clientId: randomUUID(), conversationId, content });
    const db = harness.database.read(harness.acme.id);
    const mentioned = await db.select().from(mention).where(eq(mention.conversationId, conversationId));
    expect(mentioned.map(({ memberId }) => memberId)).toEqual([member.memberId]);
    expect(mentioned.map(({ memberId }) => memberId)).not.toContain(manager.memberId);
  });

  test("is no row for each time somebody says so", async () => {
    const { memberId } = harness.acme.members.technician;
    const board = node();
    const seen = async () => {
      const db = harness.database.read(harness.acme.id);
      return (await db.select().from(presence).where(eq(presence.memberId, memberId)))[0]?.lastSeenAt;
    };
    await board.beat(harness.acme.id, memberId, "desk", "online");
    const first = await seen();
    for (let beat = 0; beat < 20; beat += 1) await board.beat(harness.acme.id, memberId, "desk", "online");
    expect(first).toBeInstanceOf(Date);
    expect(await seen()).toEqual(first);
  });
});

describe("typing", () => {
  test("is told to the others in the conversation, and to nobody else", async () => {
    const { manager, member, technician } = harness.acme.members;
    const caller = createCaller(await harness.as(harness.acme, "manager"));
    const memberIds = [member.memberId, technician.memberId];
    const { id } = await caller.messaging.conversation.create({ kind: "group", memberIds });
    const sent = { clientId: randomUUID(), conversationId: id, content: { type: "doc" as const, content: [] } };
    await expect(caller.messaging.message.send(sent)).rejects.toThrow();
    await caller.messaging.conversation.typing({ id });
    await caller.messaging.conversation.typing({ id, isTyping: false });
    const typed = () => heard.filter(({ name }) => name === typingSignal);
    await vi.waitFor(() => expect(typed()).toHaveLength(2), patience);
    expect(typed()[0]).toMatchObject({ entityId: id, memberId: manager.memberId, state: "on" });
    expect([...(typed()[0]?.audience ?? [])].sort()).toEqual(memberIds.sort());
    expect(typed()[1]).toMatchObject({ state: "off" });
  });
});

test("over Redis a page on another node hears who is there, who types and what happens", async () => {
  const double = process.env.TEST_REDIS_URL ? null : await startRedisDouble();
  if (double) open.push(double);
  const redisUrl = process.env.TEST_REDIS_URL ?? double?.url ?? "";
  const [here, there]: Platform[] = [1, 2].map(() => ({ ...harness.platform, bus: anotherBus(redisUrl) }));
  if (!here || !there) expect.unreachable();
  const callerOn = async (platform: Platform, role: "manager" | "member") =>
    createCaller(createContext(platform, (await harness.as(harness.acme, role)).request));
  const writer = await callerOn(here, "manager");
  const reader = await callerOn(there, "member");
  const { manager, member } = harness.acme.members;
  const { id } = await writer.messaging.conversation.create({ kind: "group", memberIds: [member.memberId] });
  const messages: LiveMessage[] = [];
  const listening = (async () => {
    for await (const answer of await reader.live.events({})) {
      // In process it is the envelope itself, where the library's type says what a client unpacks of it.
      const [, message] = answer as unknown as readonly [string, LiveMessage];
      messages.push(message);
    }
  })();
  await vi.waitFor(() => expect(messages).toContainEqual({ kind: "ready" }), patience);

  await writer.messaging.presence.beat({ state: "online" });
  await writer.messaging.conversation.typing({ id });
  const told = { xid: "9".repeat(18), id: randomUUID(), name: "messaging.conversation.created", entityId: id };
  await here.bus.publish(eventChannel, [writeEventMessage({ tenantId: harness.acme.id, ...told, audience: null })]);
  const signal = { kind: "signal", memberId: manager.memberId };
  await vi.waitFor(() => {
    expect(messages).toContainEqual({ ...signal, name: presenceSignal, entityId: manager.memberId, state: "online" });
    expect(messages).toContainEqual({ ...signal, name: typingSignal, entityId: id, state: "on" });
    expect(messages).toContainEqual(expect.objectContaining({ kind: "event", id: told.id, entityId: id }));
  }, patience);
  stopLive(there);
  await listening;
});
