import { setImmediate as nextTurn } from "node:timers/promises";
import { AppError } from "@steward/contracts";
import { rateLimit } from "@steward/db/schema";
import { createLimits } from "@steward/ports/limit";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createHarness, type Harness } from "../contract/harness.ts";
import { createCaller } from "../router.ts";
import { createContext } from "./context.ts";
import { countActor, countInstallation, countStranger, countTenant } from "./gate.ts";
import { type Platform, queryOf } from "./platform.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(async () => harness.close());
beforeEach(async () => {
  await harness.system.delete(rateLimit);
});

const reports = new Set<Promise<unknown>>();
const query: ReturnType<typeof queryOf> = (...asked) => {
  const report = Promise.resolve(queryOf(harness.system)(...asked));
  reports.add(report);
  return report;
};

/** A process of the installation: the same database, its own memory. */
const node = (rates: Partial<Platform["rates"]>): Platform => ({
  ...harness.platform,
  rates: { ...harness.platform.rates, ...rates },
  limits: createLimits({ store: { kind: "postgres", query } }),
});

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

describe("strangers at one address", () => {
  const address = "192.0.2.7";

  it("share one exact limit on all nodes, which a restart does not reset", async () => {
    const nodes = [node({ address: 10 }), node({ address: 10 })];
    const tries = nodes.flatMap((each) =>
      Array.from({ length: 20 }, () => passed(1, () => countStranger(each, address, "auth.signUp"))),
    );
    expect((await Promise.all(tries)).reduce((sum, one) => sum + one)).toBe(10);
    const restarted = node({ address: 10 });
    await expect(countStranger(restarted, address, "auth.password.forgot")).rejects.toMatchObject({
      code: "RATE_LIMITED",
      details: { retryAfterSeconds: expect.any(Number) },
    });
    await countStranger(restarted, "192.0.2.8", "auth.signUp");
  });

  it("are one in all of an IPv6 customer's addresses", async () => {
    const each = node({ address: 2 });
    const customer = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:0db8:0001:0002:3:4:5:6"];
    let through = 0;
    for (const one of customer) through += await passed(1, () => countStranger(each, one, "auth.signUp"));
    expect(through).toBe(2);
    await countStranger(each, "2001:db8:1:3::1", "auth.signUp");
    await countStranger(each, "::ffff:192.0.2.9", "auth.signUp");
    await countStranger(each, "192.0.2.9", "auth.signUp");
    await expect(countStranger(each, "::ffff:192.0.2.9", "auth.signUp")).rejects.toMatchObject({
      code: "RATE_LIMITED",
    });
  });

  it("are counted before a public procedure looks at anything, and renew tokens on an account of its own", async () => {
    const platform = node({ address: 1 });
    const caller = createCaller({ ...harness.anonymous(harness.acme), platform });
    const guess = () => caller.auth.token.create({ email: "nobody@acme.test", password: "wrong" });
    await expect(guess()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(guess()).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    await expect(caller.auth.token.refresh({ refreshToken: "none" })).rejects.not.toMatchObject({
      code: "TOO_MANY_REQUESTS",
    });
  });
});

describe("requests of people and organisations", () => {
  // Windows follow the clock: one that ends in the middle of a test would let everybody begin anew.
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: 1_900_000_000_000 }));
  afterEach(() => void vi.useRealTimers());

  it("are refused with the seconds to wait, and leave others alone", () => {
    const platform = node({ actor: 2, tenant: 2 });
    for (const [count, one, other] of [
      [countActor, "ann", "bob"],
      [countTenant, "acme", "globex"],
    ] as const) {
      count(platform, one);
      count(platform, one);
      expect(() => count(platform, one)).toThrow(
        expect.objectContaining({ code: "RATE_LIMITED", details: { retryAfterSeconds: expect.any(Number) } }),
      );
      count(platform, other);
    }
  });

  it("count for the person also where they are refused, and for an organisation those of its members only", async () => {
    const platform = node({ actor: 2, tenant: 1 });
    const call = async (member: "owner" | "admin", slug: string) => {
      const { request } = await harness.as(harness.acme, member);
      const headers = new Headers(request.headers);
      headers.set("x-tenant", slug);
      return createCaller(createContext(platform, { ...request, headers })).org.tenant.current();
    };
    await expect(call("owner", harness.globex.slug)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(call("owner", "no-such")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(call("owner", harness.acme.slug)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    await call("admin", harness.acme.slug);
    await expect(call("admin", harness.acme.slug)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  });

  it("of two nodes on one database come to one limit, overshot by a share at most, and past a restart", async () => {
    const rates = { actor: 100 };
    const nodes = [node(rates), node(rates)];
    let through = 0;
    for (let round = 0; round < 10; round += 1) {
      for (const each of nodes) through += await passed(10, () => countActor(each, "ann"));
      // What a node reported is known to the other with its own next report. No round begins while one is under way.
      await Promise.all(reports);
      await nextTurn();
    }
    expect(through).toBeGreaterThanOrEqual(100);
    expect(through).toBeLessThanOrEqual(120);
    for (const each of nodes) await each.limits.close();

    const restarted = node(rates);
    await passed(10, () => countActor(restarted, "ann"));
    await restarted.limits.close();
    expect(await passed(20, () => countActor(restarted, "ann"))).toBe(0);
  });

  it("of the whole installation are counted in one", () => {
    const platform = node({ installation: 2 });
    countInstallation(platform);
    countInstallation(platform);
    expect(() => countInstallation(platform)).toThrow("RATE_LIMITED");
  });
});
