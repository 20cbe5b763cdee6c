import { richTextOf } from "@steward/contracts/kernel/rich-text";
import type { MessageItem, MessagePage } from "@steward/contracts/messaging/message";
import { expect, test } from "vitest";
import { sampleMessage } from "./message-fixture.ts";
import { createMessageWindow, pageSize, type Stretch, windowSize } from "./message-window.ts";

const message = (seq: number, text = `${seq}`): MessageItem => sampleMessage(seq, { content: richTextOf(text), text });

/** A conversation as the server keeps it, and its answers. */
function server(count: number) {
  const all = Array.from({ length: count }, (_, index) => message(index + 1));
  const page = (items: MessageItem[]): MessagePage => {
    const [first, last] = [items[0], items.at(-1)];
    return {
      items,
      olderCursor: first && first !== all[0] ? first.seq : null,
      newerCursor: last && last !== all.at(-1) ? last.seq : null,
    };
  };
  const answer = async (stretch: Stretch): Promise<MessagePage> => {
    const { limit } = stretch;
    if ("cursor" in stretch) {
      const { cursor, direction } = stretch;
      return direction === "forward"
        ? page(all.filter(({ seq }) => seq > cursor).slice(0, limit))
        : page(all.filter(({ seq }) => seq < cursor).slice(-limit));
    }
    if (stretch.around === undefined) return page(all.slice(-limit));
    const at = all.findIndex(({ seq }) => seq >= (stretch.around ?? 0));
    return page(all.slice(Math.max(0, at - limit / 2), at + limit / 2));
  };
  return { all, answer };
}

const seqs = (items: readonly MessageItem[]) => items.map(({ seq }) => seq);
const consecutive = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test("it opens at the end and goes up to the beginning without a gap", async () => {
  const window = createMessageWindow(server(100).answer);
  await window.open(null);
  expect(seqs(window.state().items)).toEqual(consecutive(61, 100));
  expect(window.state()).toMatchObject({ hasOlder: true, hasNewer: false });
  await window.older();
  await window.older();
  expect(seqs(window.state().items)).toEqual(consecutive(1, 100));
  expect(window.state().hasOlder).toBe(false);
});

test("however far somebody reads, it holds no more than its size, and comes back down", async () => {
  const window = createMessageWindow(server(1_000).answer);
  await window.open(null);
  for (let at = 0; at < 10; at += 1) await window.older();
  expect(window.state().items).toHaveLength(windowSize);
  expect(window.state()).toMatchObject({ hasOlder: true, hasNewer: true });
  while (window.state().hasNewer) await window.newer();
  expect(window.state().items.at(-1)?.seq).toBe(1_000);
  const shown = seqs(window.state().items);
  expect(shown).toEqual(consecutive(1_000 - windowSize + 1, 1_000));
});

test("it opens in the middle and grows both ways", async () => {
  const window = createMessageWindow(server(500).answer);
  await window.open({ around: 250 });
  await window.older();
  await window.newer();
  const shown = seqs(window.state().items);
  expect(shown).toContain(250);
  expect(shown).toEqual(consecutive(shown[0] ?? 0, shown.at(-1) ?? 0));
  expect(shown).toHaveLength(3 * pageSize);
});

test("what is new at the end shows, what changed above shows with all of it", async () => {
  const { all, answer } = server(60);
  const window = createMessageWindow(answer);
  await window.open(null);
  all.push(message(61));
  all[22] = message(23, "edited");
  await window.refresh("tail");
  expect(window.state().items.at(-1)?.seq).toBe(61);
  expect(window.state().items.find(({ seq }) => seq === 23)?.text).toBe("23");
  await window.refresh();
  expect(window.state().items.find(({ seq }) => seq === 23)?.text).toBe("edited");
  expect(seqs(window.state().items)).toEqual(consecutive(21, 61));
});

test("somebody who reads further up is not moved to the end by what is new there", async () => {
  const { all, answer } = server(300);
  const window = createMessageWindow(answer);
  await window.open({ around: 100 });
  const before = seqs(window.state().items);
  all.push(message(301));
  await window.refresh("tail");
  await window.refresh();
  expect(seqs(window.state().items)).toEqual(before);
  expect(window.state().hasNewer).toBe(true);
});

test("an answer that comes after the window was opened elsewhere is dropped", async () => {
  const { answer } = server(300);
  const held: (() => void)[] = [];
  const window = createMessageWindow(async (stretch) => {
    const page = await answer(stretch);
    if ("cursor" in stretch) await new Promise<void>((resolve) => held.push(resolve));
    return page;
  });
  await window.open(null);
  const late = window.older();
  await window.open({ around: 100 });
  for (const release of held) release();
  await late;
  expect(seqs(window.state().items)).toEqual(consecutive(80, 119));
});

test("an empty conversation shows its first message", async () => {
  const { all, answer } = server(0);
  const window = createMessageWindow(answer);
  await window.open(null);
  expect(window.state().status).toBe("ready");
  all.push(message(1));
  await window.refresh("tail");
  expect(seqs(window.state().items)).toEqual([1]);
});

test("what cannot be loaded says so, and is tried again at the same place", async () => {
  let broken = true;
  const { answer } = server(300);
  const window = createMessageWindow((stretch) => {
    if (broken) throw new TypeError("Failed to fetch");
    return answer(stretch);
  });
  await window.open({ around: 100 });
  expect(window.state().status).toBe("failed");
  broken = false;
  await window.retry();
  expect(seqs(window.state().items)).toEqual(consecutive(80, 119));
});

test("a step that fails leaves what is there, and says where it is stuck until it succeeds", async () => {
  let broken = false;
  const { answer } = server(100);
  const window = createMessageWindow((stretch) => {
    if (broken) throw new TypeError("Failed to fetch");
    return answer(stretch);
  });
  await window.open(null);
  broken = true;
  await window.older();
  expect(window.state()).toMatchObject({ status: "ready", loading: null, stuck: "older" });
  expect(window.state().items).toHaveLength(pageSize);
  broken = false;
  await window.retry();
  expect(window.state().stuck).toBeNull();
  expect(window.state().items).toHaveLength(2 * pageSize);
});
