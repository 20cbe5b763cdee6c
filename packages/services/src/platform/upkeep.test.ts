import { uuidv7 } from "@steward/db";
import { idempotencyKey, mailMessage, rateLimit, refreshToken, session, tenant, userToken } from "@steward/db/schema";
import { createSystemDatabase } from "@steward/db/system";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runUpkeep } from "./upkeep.ts";

let fixture: TwoTenants;
beforeAll(async () => {
  fixture = await createTwoTenants();
});
afterAll(async () => fixture.close());

const now = new Date("2027-03-31T12:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

test("takes what ended thirty days ago, and nothing that is younger or still waiting", async () => {
  const { system, acme } = fixture;
  const { userId } = acme.members.owner;
  for (const [label, days] of [
    ["old", 31],
    ["young", 29],
  ] as const) {
    const expiresAt = daysAgo(days);
    const [made] = await system
      .insert(session)
      .values({ userId, kind: "token", expiresAt })
      .returning({ id: session.id });
    const sessionId = made?.id ?? "";
    await system.insert(refreshToken).values({ sessionId, tokenHash: `refresh ${label}`, expiresAt });
    await system.insert(userToken).values({ userId, purpose: "resetPassword", tokenHash: `once ${label}`, expiresAt });
    for (const status of ["queued", "kept", "failed"] as const) {
      const mail = { recipient: `${label}-${status}@acme.test`, template: "resetPassword" as const, props: {}, status };
      await system.insert(mailMessage).values({ ...mail, createdAt: daysAgo(days) });
    }
  }
  await system.insert(rateLimit).values([
    { key: "over", points: 9, expire: now.getTime() - 1 },
    { key: "counting", points: 9, expire: now.getTime() + 1_000 },
  ]);

  expect(await runUpkeep(system, now)).toEqual({
    sessions: 1,
    tokens: 2,
    counters: 1,
    mails: 2,
    answers: 0,
    tenants: [],
  });

  const left = await system.select({ to: mailMessage.recipient }).from(mailMessage);
  expect(left.map(({ to }) => to.split("@")[0]).sort()).toEqual([
    "old-queued",
    "young-failed",
    "young-kept",
    "young-queued",
  ]);
  expect(await system.select({ key: rateLimit.key }).from(rateLimit)).toEqual([{ key: "counting" }]);
  expect(await system.select({ hash: refreshToken.tokenHash }).from(refreshToken)).toEqual([{ hash: "refresh young" }]);
});

test("keeps an answer for a day", async () => {
  const { system, acme } = fixture;
  const answer = { tenantId: acme.id, procedure: "test.do", inputDigest: Buffer.of(1), sealedAnswer: Buffer.of(2) };
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  await system.insert(idempotencyKey).values([
    { ...answer, id: uuidv7(), createdAt: hoursAgo(24.1) },
    { ...answer, id: uuidv7(), createdAt: hoursAgo(23.9) },
  ]);
  expect(await runUpkeep(system, now)).toMatchObject({ answers: 1 });
  expect(await system.select({ at: idempotencyKey.createdAt }).from(idempotencyKey)).toEqual([{ at: hoursAgo(23.9) }]);
});

test("removes the organisation whose grace period is over, and no other", async () => {
  const { system, acme, globex } = fixture;
  await system
    .update(tenant)
    .set({ purgeAfter: daysAgo(1) })
    .where(eq(tenant.id, globex.id));
  await system
    .update(tenant)
    .set({ purgeAfter: daysAgo(-1) })
    .where(eq(tenant.id, acme.id));
  expect((await runUpkeep(system, now))?.tenants).toEqual([globex.slug]);
  expect(await system.select({ slug: tenant.slug }).from(tenant)).toEqual([{ slug: acme.slug }]);
});

test("is done by one of several who ask at the same moment", async () => {
  const others = [createSystemDatabase(fixture.systemUrl), createSystemDatabase(fixture.systemUrl)];
  const held = await fixture.system.transaction(async (db) => {
    await db.execute("select pg_advisory_xact_lock(7253104885)");
    return Promise.all(others.map((other) => runUpkeep(other, now)));
  });
  expect(held).toEqual([null, null]);
  expect(await runUpkeep(fixture.system, now)).not.toBeNull();
  await Promise.all(others.map((other) => other.close()));
});
