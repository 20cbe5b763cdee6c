import { richTextOf } from "@steward/contracts/kernel/rich-text";
import { expect, test } from "vitest";
import { createOutbox, type OutboxEntry, type OutboxStore, sendWaiting } from "./outbox.ts";

function memory(): OutboxStore {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const entry = (clientId: string): Omit<OutboxEntry, "state" | "problem"> => ({
  clientId,
  conversationId: "general",
  threadRootId: null,
  replyToId: null,
  content: richTextOf(clientId),
  files: [],
  writtenAt: "2026-05-01T12:00:00.000Z",
});

test("what was written without a line is sent in order once it is back, after the page was closed too", async () => {
  const store = memory();
  const before = createOutbox(store, "k");
  for (const id of ["one", "two", "three"]) before.add(entry(id));
  expect(await sendWaiting(before, async () => ({ sent: false, problem: null }))).toBe(false);

  const after = createOutbox(store, "k");
  const arrived: string[] = [];
  const send = async ({ clientId }: OutboxEntry) => {
    arrived.push(clientId);
    return { sent: true } as const;
  };
  expect(await sendWaiting(after, send)).toBe(true);
  expect(arrived).toEqual(["one", "two", "three"]);
});

test("a message whose answer was lost goes out again under the same id", async () => {
  const outbox = createOutbox(memory(), "k");
  outbox.add(entry("one"));
  const ids: string[] = [];
  const lost = async ({ clientId }: OutboxEntry) => {
    ids.push(clientId);
    return { sent: false, problem: null } as const;
  };
  await sendWaiting(outbox, lost);
  await sendWaiting(outbox, lost);
  expect(ids).toEqual(["one", "one"]);
});

test("what is refused stays with its reason, and what comes behind it is sent", async () => {
  const outbox = createOutbox(memory(), "k");
  for (const id of ["refused", "fine"]) outbox.add(entry(id));
  await sendWaiting(outbox, async ({ clientId }) =>
    clientId === "refused" ? { sent: false, problem: "You have left." } : { sent: true },
  );
  expect(outbox.all().map(({ clientId, state, problem }) => [clientId, state, problem])).toEqual([
    ["refused", "failed", "You have left."],
    ["fine", "sent", null],
  ]);
});

test("what was sent before the page closed is not shown as waiting again", () => {
  const store = memory();
  const before = createOutbox(store, "k");
  before.add(entry("one"));
  before.change("one", { state: "sent" });
  expect(createOutbox(store, "k").all()).toEqual([]);
});

test("a store that takes nothing loses nothing while the page is open", () => {
  const full: OutboxStore = {
    ...memory(),
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  const outbox = createOutbox(full, "k");
  outbox.add(entry("one"));
  expect(outbox.all()).toHaveLength(1);
});

test("what another window wrote is seen here, and nonsense is nothing", () => {
  const store = memory();
  const here = createOutbox(store, "k");
  createOutbox(store, "k").add(entry("there"));
  here.reload();
  expect(here.all().map(({ clientId }) => clientId)).toEqual(["there"]);
  store.setItem("k", "{");
  here.reload();
  expect(here.all()).toEqual([]);
});
