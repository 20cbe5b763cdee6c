import { AppError } from "@steward/contracts";
import { apiKey, idempotencyKey, savedView } from "@steward/db/schema";
import type { ServiceContext } from "@steward/services/kernel";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createHarness, type Harness, outcome } from "../contract/harness.ts";
import { createCaller as createAppCaller } from "../router.ts";
import { createContext } from "./context.ts";
import { can, createCallerFactory, router } from "./procedure.ts";

const viewInput = z.object({ name: z.string().min(1), refuse: z.boolean().default(false) });
type ViewInput = z.output<typeof viewInput>;

/** How often a resolver ran, and what the next one waits for. */
let runs = 0;
let gate: Promise<void> | undefined;
let asked = 0;

async function writeView(ctx: ServiceContext, { name, refuse }: ViewInput) {
  runs += 1;
  const run = runs;
  const values = { address: "test.view", name, memberId: ctx.actor.memberId, state: {} };
  const [made] = await ctx.db.insert(savedView).values(values).returning({ id: savedView.id, at: savedView.createdAt });
  await gate;
  if (refuse) throw new AppError("CONFLICT", "test.too_late");
  return { run, at: made?.at, tags: new Set([name]), nothing: undefined };
}

const createCaller = createCallerFactory(
  router({
    write: can("org.savedView.write")
      .input(viewInput)
      .mutation(({ ctx, input }) => writeView(ctx, input)),
    writeOther: can("org.savedView.write")
      .input(viewInput)
      .mutation(({ ctx, input }) => writeView(ctx, input)),
    writeAfterAsking: can("org.savedView.write")
      .input(viewInput, async () => {
        asked += 1;
        if (asked > 1) throw new AppError("UNAVAILABLE", "test.nobody_answers");
      })
      .mutation(({ ctx, input }) => writeView(ctx, input)),
    nothing: can("org.savedView.write")
      .input(z.void())
      .mutation(() => undefined),
  }),
);

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(async () => harness.close());
beforeEach(async () => {
  runs = 0;
  asked = 0;
  gate = undefined;
});

type Who = readonly ["acme" | "globex", "owner" | "member"];
async function context(key: string | null, [tenant, role]: Who = ["acme", "owner"]) {
  const { request } = await harness.as(harness[tenant], role);
  const headers = new Headers(request.headers);
  if (key !== null) headers.set("idempotency-key", key);
  return createContext(harness.platform, { ...request, headers });
}
const as = async (key: string | null, who?: Who) => createCaller(await context(key, who));
const reasonOf = async (call: Promise<unknown>) => {
  const answer = await outcome(call);
  return "refused" in answer ? JSON.parse(answer.refused).reason : "answered";
};
const keptKeys = async () => (await harness.system.select().from(idempotencyKey)).length;
const viewsNamed = async (name: string) => {
  const db = harness.platform.database.read(harness.acme.id);
  return (await db.select({ name: savedView.name }).from(savedView)).filter((view) => view.name === name).length;
};

describe("a mutation under a key", () => {
  it("runs once and gives the same answer again, of every type the wire knows", async () => {
    const first = await (await as("once")).write({ name: "once" });
    const again = await (await as("once")).write({ name: "once" });
    expect(again).toStrictEqual(first);
    expect(first).toMatchObject({ run: 1, at: expect.any(Date), tags: new Set(["once"]) });
    expect([runs, await viewsNamed("once")]).toEqual([1, 1]);
  });

  it("runs as often as it is asked for without one", async () => {
    await (await as(null)).write({ name: "twice" });
    await (await as(null)).write({ name: "twice" });
    expect([runs, await viewsNamed("twice")]).toEqual([2, 2]);
  });

  it("may answer nothing, which is an answer", async () => {
    expect(await (await as("void")).nothing()).toBeUndefined();
    expect(await (await as("void")).nothing()).toBeUndefined();
  });

  it("is refused for another input, and for another procedure", async () => {
    await (await as("reused")).write({ name: "reused" });
    expect(await reasonOf((await as("reused")).write({ name: "something else" }))).toBe("idempotency.key_reused");
    expect(await reasonOf((await as("reused")).writeOther({ name: "reused" }))).toBe("idempotency.key_reused");
    // What the schema fills in is the same input.
    expect(await reasonOf((await as("reused")).write({ name: "reused", refuse: false }))).toBe("answered");
    expect(runs).toBe(1);
  });

  it("is the caller's own: the same key of another member, or in another organisation, is another", async () => {
    await (await as("shared")).write({ name: "shared" });
    await (await as("shared", ["acme", "member"])).write({ name: "shared" });
    await (await as("shared", ["globex", "owner"])).write({ name: "shared" });
    expect(runs).toBe(3);
  });

  it("asks nobody again whom it asked before its transaction", async () => {
    const first = await (await as("asking")).writeAfterAsking({ name: "asking" });
    expect(await (await as("asking")).writeAfterAsking({ name: "asking" })).toStrictEqual(first);
    expect(asked).toBe(1);
  });
});

describe("nothing is kept, and the key is free again, when", () => {
  it("the input is refused", async () => {
    const before = await keptKeys();
    expect(await reasonOf((await as("invalid")).write({ name: "" }))).toBe("input_invalid");
    expect(await keptKeys()).toBe(before);
    expect(await reasonOf((await as("invalid")).write({ name: "valid now" }))).toBe("answered");
  });

  it("the permission is missing", async () => {
    const before = await keptKeys();
    const caller = createAppCaller(await context("forbidden", ["acme", "member"]));
    expect(await reasonOf(caller.org.role.remove({ id: harness.acme.id }))).toBe("permission_missing");
    expect(await keptKeys()).toBe(before);
  });

  it("the rule refuses", async () => {
    const before = await keptKeys();
    expect(await reasonOf((await as("refused")).write({ name: "refused", refuse: true }))).toBe("test.too_late");
    expect([await keptKeys(), await viewsNamed("refused")]).toEqual([before, 0]);
    expect(await reasonOf((await as("refused")).write({ name: "refused" }))).toBe("answered");
  });
});

describe("calls at the same time", () => {
  /** Five calls under one key, of which the first that gets it waits until all have been sent. */
  async function fiveAtOnce(key: string, input: z.input<typeof viewInput>) {
    const open = Promise.withResolvers<void>();
    gate = open.promise;
    const caller = await as(key);
    const calls = Promise.allSettled(Array.from({ length: 5 }, () => caller.write(input)));
    await expect
      .poll(async () => {
        const { rows } = await harness.system.execute(
          sql`select 1 from pg_locks l join pg_database d on d.oid = l.database or l.database is null
              where not l.granted and l.locktype = 'transactionid' and d.datname = current_database()`,
        );
        return rows.length;
      })
      .toBeGreaterThanOrEqual(4);
    open.resolve();
    return calls;
  }

  it("wait for the one that has the key, and get its answer", async () => {
    const answers = await fiveAtOnce("crowd", { name: "crowd" });
    const values = answers.map((answer) => (answer.status === "fulfilled" ? answer.value : answer.reason));
    for (const value of values) expect(value).toStrictEqual(values[0]);
    expect([runs, await viewsNamed("crowd")]).toEqual([1, 1]);
  });

  it("each have the key in turn where the one before is refused", async () => {
    const answers = await fiveAtOnce("queue", { name: "queue", refuse: true });
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill("rejected"));
    expect([runs, await viewsNamed("queue")]).toEqual([5, 0]);
  });
});

describe("the header", () => {
  it.each(["two words", '"', "x".repeat(300)])("is refused as %j", async (header) => {
    expect(await reasonOf((await as(header)).write({ name: "x" }))).toBe("idempotency.key_invalid");
    expect(runs).toBe(0);
  });
});

describe("what is kept", () => {
  it("shows nobody who reads the table what was said or answered", async () => {
    const caller = createAppCaller(await context("secret"));
    const made = await caller.org.apiKey.create({ name: "Nightly", scopes: ["org.member.read"], expiresInDays: 30 });
    const rows = await harness.system.select().from(idempotencyKey);
    const kept = Buffer.concat(rows.flatMap((row) => [row.inputDigest, row.sealedAnswer ?? Buffer.alloc(0)]));
    expect(kept.includes(made.key.slice(4, 20))).toBe(false);
    const again = createAppCaller(await context("secret"));
    const answer = await again.org.apiKey.create({ name: "Nightly", scopes: ["org.member.read"], expiresInDays: 30 });
    expect(answer).toStrictEqual(made);
    expect(await harness.system.select({ id: apiKey.id }).from(apiKey)).toHaveLength(1);
  });
});
