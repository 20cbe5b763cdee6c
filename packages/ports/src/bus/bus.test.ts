import { afterEach, describe, expect, test, vi } from "vitest";
import { startRedisDouble } from "../limit/testing/redis-double.ts";
import { type Bus, createBus, maxMessageBytes } from "./index.ts";
import { pack, unpack } from "./pack.ts";

/** What is said is heard on another connection. */
const patience = { timeout: 30_000, interval: 20 };
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});
const opened = <T extends { close(): Promise<void> }>(each: T): T => {
  open.push(each);
  return each;
};

const listen = async (bus: Bus, channel: string) => {
  const heard: string[] = [];
  let gaps = 0;
  await bus.subscribe(channel, {
    onMessage: (message) => heard.push(message),
    onGap: () => {
      gaps += 1;
    },
  });
  return { heard, gaps: () => gaps };
};

describe("messages are put together", () => {
  test("in their order, and none is longer than a notification may be", () => {
    const messages = Array.from({ length: 500 }, (_, index) => `${index} ${"ä".repeat(index % 90)}`);
    const payloads = pack(messages);
    expect(payloads.flatMap(unpack)).toEqual(messages);
    expect(Math.max(...payloads.map((payload) => Buffer.byteLength(payload)))).toBeLessThan(8_000);
    expect(payloads.length).toBeLessThan(10);
  });

  test("what fits nowhere is an error, not half a message", () => {
    expect(() => pack(["x".repeat(maxMessageBytes)])).toThrow(TypeError);
    expect(() => pack(["two\nlines"])).toThrow(TypeError);
  });
});

describe("the bus over Redis", () => {
  const nodes = async () => {
    const double = process.env.TEST_REDIS_URL ? undefined : opened(await startRedisDouble());
    const url = process.env.TEST_REDIS_URL ?? double?.url ?? "";
    const node = () => opened(createBus({ kind: "redis", url, onError: () => {} }));
    return { node, cut: () => double?.cut(), channel: `test-${crypto.randomUUID()}` };
  };

  test("every node hears what any of them says, in its order, and nothing of another channel", async () => {
    const { node, channel } = await nodes();
    const [one, two, three] = [node(), node(), node()];
    const first = await listen(one, channel);
    const second = await listen(two, channel);
    const other = await listen(two, `${channel}-other`);
    const messages = Array.from({ length: 1_000 }, (_, index) => `message ${index}`);
    await three.publish(channel, messages);
    await vi.waitFor(() => {
      expect(first.heard).toEqual(messages);
      expect(second.heard).toEqual(messages);
    }, patience);
    expect(other.heard).toEqual([]);
  });

  test.skipIf(process.env.TEST_REDIS_URL)("a line that was cut is opened again, and the gap is told", async () => {
    const { node, cut, channel } = await nodes();
    const [one, two] = [node(), node()];
    const { heard, gaps } = await listen(one, channel);
    await two.publish(channel, ["before"]);
    await vi.waitFor(() => expect(heard).toEqual(["before"]), patience);
    cut();
    await vi.waitFor(() => expect(gaps()).toBe(2), patience);
    await vi.waitFor(() => two.publish(channel, ["after"]), patience);
    await vi.waitFor(() => expect(heard.at(-1)).toBe("after"), patience);
  });
});
