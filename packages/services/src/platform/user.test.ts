import { session } from "@steward/db/schema";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperatorContext } from "./operator-record.ts";
import { disableUser, enableUser } from "./user.ts";

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two?.close());

it("whoever is let in again finds no session of before, nor one in which they acted as somebody else", async () => {
  const { system } = two;
  const { userId: id } = two.acme.members.admin;
  const { userId: other } = two.globex.members.owner;
  const expiresAt = new Date(Date.now() + 3_600_000);
  await system.insert(session).values([
    { userId: id, kind: "browser", expiresAt },
    { userId: other, kind: "browser", expiresAt, impersonatorId: id, impersonationReason: "Ticket 4711" },
  ]);
  const [untouched] = await system.insert(session).values({ userId: other, kind: "browser", expiresAt }).returning();
  const ctx: OperatorContext = {
    db: system,
    operator: { userId: other, name: "Olga Operator" },
    requestId: "request-of-a-test",
    source: { procedure: "operator.user.disable", clientAddress: null, userAgent: null },
  };

  await disableUser(ctx, { id, reason: "Left the company" });
  await enableUser(ctx, id);

  const alive = (await system.select().from(session)).filter(({ revokedAt }) => revokedAt === null);
  expect(alive.map((one) => one.id)).toEqual([untouched?.id]);
  const [own] = await system.select().from(session).where(eq(session.userId, id));
  expect(own?.revokedAt).not.toBeNull();
});
