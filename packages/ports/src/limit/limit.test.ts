import { AppError } from "@steward/contracts/kernel/error";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLimits, type Limits } from "./index.ts";
import { createSharedLimit } from "./shared-limit.ts";
import { openStore } from "./store.ts";
import { startRedisDouble } from "./testing/redis-double.ts";

const rule = { name: "test", points: 100, seconds: 86_400 };
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const opened = <T extends { close(): Promise<void> }>(each: T): T => {
  open.push(each);
  return each;
};
const redis = async () => {
  const double = process.env.TEST_REDIS_URL ? undefined : opened(await startRedisDouble());
  const url = process.env.TEST_REDIS_URL ?? double?.url ?? "";
  const node = () => opened(createLimits({ store: { kind: "redis", url, onError: () => {} } }));
  return { node, name: `test-${crypto.randomUUID()}` };
};

/** How many of `tries` were let through. */
const passed = async (tries: number, count: () => void | Promise<void>) => {
  let through = 0;
  for (let left = tries; left > 0; left -= 1) {
    try {
      await count();
      through += 1;
    } catch (error) {
      if (!(error instanceof AppError && error.code === "RATE_LIMITED")) throw error;
    }
  }
  return through;
};

describe("an exact limit in Redis", () => {
  test("is one for all nodes, also of tries at the same moment, and outlives them", async () => {
    const { node, name } = await redis();
    const exact = { ...rule, name, points: 10 };
    const nodes = [node(), node()].map((limits) => limits.exact(exact));
    const results = await Promise.all(
      nodes.flatMap((limit) => Array.from({ length: 20 }, () => passed(1, () => limit.consume("ann")))),
    );
    expect(results.reduce((sum, one) => sum + one)).toBe(10);
    await expect(node().exact(exact).consume("ann")).rejects.toMatchObject({
      code: "RATE_LIMITED",
      details: { retryAfterSeconds: expect.any(Number) },
    });
    await nodes[0]?.consume("bob");
  });

  test("takes back what was rightful, and forgets", async () => {
    const { node, name } = await redis();
    const limit = node().exact({ ...rule, name, points: 2 });
    await limit.consume("ann");
    await limit.giveBack("ann");
    expect(await passed(5, () => limit.consume("ann"))).toBe(2);
    await limit.reset("ann");
    const other = node().exact({ ...rule, name, points: 2 });
    expect(await passed(5, () => other.consume("ann"))).toBe(2);
  });

  test("that is forgivable is forgotten by every node at once, also by those that have refused", async () => {
    const { node, name } = await redis();
    const forgivable = { ...rule, name, points: 2, forgivable: true };
    const [one, other] = [node().exact(forgivable), node().exact(forgivable)];
    expect(await passed(5, () => one.consume("ann"))).toBe(2);
    expect(await passed(5, () => other.consume("ann"))).toBe(0);
    await other.reset("ann");
    expect(await passed(5, () => one.consume("ann"))).toBe(2);
  });

  test("is kept by the process itself while Redis is away", async () => {
    const double = await startRedisDouble();
    await double.close();
    const limits = opened(createLimits({ store: { kind: "redis", url: double.url, onError: () => {} } }));
    const limit = limits.exact({ ...rule, points: 3 });
    expect(await passed(6, () => limit.consume("ann"))).toBe(3);
  });
});

describe("a shared limit", () => {
  // Windows follow the clock: a day that ends in the middle of a test would let everybody begin anew.
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: 1_900_000_000_000 }));
  afterEach(() => void vi.useRealTimers());

  const sharedBy = (limits: Limits, name: string) => limits.shared({ ...rule, name });

  test("is overshot by at most one share a node", async () => {
    const { node, name } = await redis();
    const nodes = [sharedBy(node(), name), sharedBy(node(), name), sharedBy(node(), name)];
    let through = 0;
    for (let round = 0; round < 100; round += 1) {
      for (const limit of nodes) through += await passed(1, () => limit.count("acme"));
      if (round % 10 === 9) for (const limit of nodes) await limit.flush();
    }
    expect(through).toBeGreaterThanOrEqual(100);
    expect(through).toBeLessThanOrEqual(130);
  });

  test("is remembered past a restart", async () => {
    const { node, name } = await redis();
    const first = node();
    expect(await passed(100, () => sharedBy(first, name).count("acme"))).toBe(100);
    await first.close();
    const second = sharedBy(node(), name);
    expect(await passed(10, () => second.count("acme"))).toBe(10);
    await second.flush();
    expect(await passed(50, () => second.count("acme"))).toBe(0);
  });

  test("lets requests through by its own count while the store is away, and says so", async () => {
    const double = await startRedisDouble();
    await double.close();
    const errors: unknown[] = [];
    const limits = createLimits({
      store: { kind: "redis", url: double.url, onError: () => {} },
      onError: (error) => errors.push(error),
    });
    const limit = sharedBy(limits, "away");
    expect(await passed(150, () => limit.count("acme"))).toBe(100);
    await limit.flush();
    expect(errors.length).toBeGreaterThan(0);
    await limits.close();
  });

  test("begins anew with the clock's next window, and says how long that is", () => {
    let at = 1_000_000_000_000;
    const store = openStore({ kind: "memory" });
    const limit = createSharedLimit(
      store,
      { name: "clock", points: 2, seconds: 10 },
      () => {},
      () => at,
    );
    limit.count("acme");
    limit.count("acme");
    at += 4_000;
    expect(() => limit.count("acme")).toThrow(expect.objectContaining({ details: { retryAfterSeconds: 6 } }));
    limit.count("globex");
    at += 6_000;
    limit.count("acme");
  });
});
