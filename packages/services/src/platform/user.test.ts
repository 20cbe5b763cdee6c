import { auditEvent, member, session } from "@steward/db/schema";
import { actingAs, createTwoTenants, type TwoTenants } from "@steward/testing";
import { and, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isActiveMember } from "../kernel/index.ts";
import type { OperatorContext } from "./operator-record.ts";
import { disableUser, enableUser } from "./user.ts";

let two: TwoTenants;
const operating = (procedure: string): OperatorContext => ({
  db: two.system,
  operator: { userId: two.globex.members.owner.userId, name: "Olga Operator" },
  requestId: "request-of-a-test",
  source: { procedure, clientAddress: null, userAgent: null },
});
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
  const ctx = operating("operator.user.disable");
  await disableUser(ctx, { id, reason: "Left the company" });
  await enableUser(ctx, id);

  const alive = (await system.select().from(session)).filter(({ revokedAt }) => revokedAt === null);
  expect(alive.map((one) => one.id)).toEqual([untouched?.id]);
  const [own] = await system.select().from(session).where(eq(session.userId, id));
  expect(own?.revokedAt).not.toBeNull();
});

it("whoever is shut out is nobody's colleague meanwhile, and each of their organisations is told, but where they are switched off", async () => {
  const { acme, globex, system } = two;
  const { userId, memberId, email, name } = acme.members.manager;
  const elsewhere = { tenantId: globex.id, userId, email, name, role: "member" } as const;
  const [away] = await system
    .insert(member)
    .values({ ...elsewhere, disabledAt: new Date() })
    .returning();
  const isThere = async () =>
    actingAs(two.database, acme, "owner").read(({ db }) =>
      db.$count(member, and(eq(member.id, memberId), isActiveMember)),
    );
  const told = async () =>
    (
      await system
        .select()
        .from(auditEvent)
        .where(inArray(auditEvent.entityId, [memberId, away?.id ?? ""]))
    )
      .map(({ name: what, entityId }) => [what, entityId])
      .toSorted();

  await disableUser(operating("operator.user.disable"), { id: userId, reason: "Left the company" });
  expect(await isThere()).toBe(0);
  expect(await told()).toEqual([["org.member.disabled", memberId]]);
  await enableUser(operating("operator.user.enable"), userId);
  expect(await isThere()).toBe(1);
  expect(await told()).toEqual([
    ["org.member.disabled", memberId],
    ["org.member.enabled", memberId],
  ]);
  const [still] = await system
    .select()
    .from(member)
    .where(eq(member.id, away?.id ?? ""));
  expect(still).toMatchObject({ shutOutAt: null, disabledAt: expect.any(Date) });
});
