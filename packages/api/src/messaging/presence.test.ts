import { randomUUID } from "node:crypto";
import { readSignalMessage, type SignalMessage, signalChannel } from "@steward/contracts/kernel/live";
import { typingSignal } from "@steward/contracts/messaging/conversation";
import { presenceSignal, presenceTtlMs } from "@steward/contracts/messaging/presence";
import { presence } from "@steward/db/schema";
import { openBus } from "@steward/services/platform";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createHarness, type Harness } from "../contract/harness.ts";
import type { Platform } from "../kernel/platform.ts";
import { createCaller } from "../router.ts";
import { PresenceBoard } from "./presence-board.ts";

let harness: Harness;
const open: { close(): Promise<void> }[] = [];
const heard: SignalMessage[] = [];
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
  for (const each of open) await each.close();
  await harness.close();
});

function anotherBus() {
  const bus = openBus({ ...harness, systemDatabaseUrl: harness.systemUrl, redisUrl: null, onError: () => {} });
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
    await vi.waitFor(async () => expect(await there.find(tenantId, memberId)).toMatchObject({ state: "online" }));
    const late = node();
    await vi.waitFor(async () => expect(await late.find(tenantId, memberId)).toMatchObject({ state: "online" }));
    await here.beat(tenantId, memberId, "phone", "away");
    // There in one window is there.
    expect(await here.find(tenantId, memberId)).toMatchObject({ state: "online" });
    await here.beat(tenantId, memberId, "desk", "offline");
    await vi.waitFor(async () => expect(await late.find(tenantId, memberId)).toMatchObject({ state: "away" }));
    const states = () => heard.flatMap(({ name, state }) => (name === presenceSignal ? [state] : []));
    await vi.waitFor(() => expect(states()).toEqual(["online", "away"]));
    expect(await harness.database.read(tenantId).select().from(presence)).toHaveLength(1);
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + presenceTtlMs + 1);
    expect(await late.find(tenantId, memberId)).toMatchObject({ state: "offline" });
    await vi.waitFor(() => expect(states()).toEqual(["online", "away", "offline"]), { timeout: 10_000 });
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
    await vi.waitFor(() => expect(typed()).toHaveLength(2));
    expect(typed()[0]).toMatchObject({ entityId: id, memberId: manager.memberId, state: "on" });
    expect([...(typed()[0]?.audience ?? [])].sort()).toEqual(memberIds.sort());
    expect(typed()[1]).toMatchObject({ state: "off" });
  });
});
