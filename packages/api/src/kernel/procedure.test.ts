import { AppError } from "@steward/contracts";
import { savedView } from "@steward/db/schema";
import type { ServiceContext } from "@steward/services/kernel";
import { TRPCError } from "@trpc/server";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createHarness, type Harness } from "../contract/harness.ts";
import { can, createCallerFactory, router } from "./procedure.ts";

const viewInput = z.object({ name: z.string() });

async function insertView(ctx: ServiceContext, name: string): Promise<void> {
  await ctx.db.insert(savedView).values({ address: "test.view", name, memberId: ctx.actor.memberId, state: {} });
}

const createCaller = createCallerFactory(
  router({
    writeAndFail: can("org.savedView.write")
      .input(viewInput)
      .mutation(async ({ ctx, input }) => {
        await insertView(ctx, input.name);
        throw new AppError("CONFLICT", "test.too_late", { name: input.name });
      }),
    writeInQuery: can("org.savedView.read")
      .input(viewInput)
      .query(({ ctx, input }) => insertView(ctx, input.name)),
    breakSql: can("org.savedView.read")
      .input(z.void())
      .query(({ ctx }) => ctx.db.execute(sql`select secret_column from saved_view`)),
    names: can("org.savedView.read")
      .input(z.void())
      .query(async ({ ctx }) =>
        (await ctx.db.select({ name: savedView.name }).from(savedView)).map(({ name }) => name),
      ),
  }),
);

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(async () => harness.close());

const caller = async () => createCaller(await harness.as(harness.acme, "owner"));
const failureOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TRPCError)) throw new Error("The call should have failed with a TRPCError");
  return error;
};

describe("can", () => {
  it("keeps nothing of a mutation that fails after it wrote", async () => {
    const acme = await caller();
    const error = await failureOf(acme.writeAndFail({ name: "half done" }));
    expect(error.code).toBe("CONFLICT");
    expect(await acme.names()).toEqual([]);
  });

  it("lets no query write", async () => {
    const acme = await caller();
    const error = await failureOf(acme.writeInQuery({ name: "by the back door" }));
    expect(error.code).toBe("INTERNAL_SERVER_ERROR");
    expect(await acme.names()).toEqual([]);
  });

  it("tells callers in process the same code as over HTTP, and nothing of the statement that failed", async () => {
    const error = await failureOf((await caller()).breakSql());
    expect(error).toMatchObject({ code: "INTERNAL_SERVER_ERROR", message: "internal" });
    expect(error.message).not.toContain("secret_column");
  });

  it("answers a wrong body INVALID with a message per field, once the permission is there", async () => {
    const error = await failureOf((await caller()).writeAndFail({ name: 7 } as never));
    expect(error).toMatchObject({ code: "BAD_REQUEST", message: "input_invalid" });
  });
});
