import { firstUuidAt, uuidv7 } from "@steward/db";
import {
  eventReceipt,
  idempotencyKey,
  mailMessage,
  member,
  notification,
  rateLimit,
  refreshToken,
  securityEvent,
  session,
  tenant,
  user,
  userToken,
} from "@steward/db/schema";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { eq, like } from "drizzle-orm";
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
    securityEvents: 0,
    accounts: 0,
    answers: 0,
    receipts: 0,
    notifications: 0,
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

test("forgets who asked for an account and never showed that the address is theirs, not who lives or is about to", async () => {
  const { system } = fixture;
  const add = async (name: string, values: Partial<typeof user.$inferInsert>) => {
    const row = { name, email: `${name}@nowhere.test`, createdAt: daysAgo(31), ...values };
    const [made] = await system.insert(user).values(row).returning({ id: user.id });
    return made?.id ?? "";
  };
  await add("never-came", { passwordHash: "a hash" });
  await add("came", { emailVerifiedAt: daysAgo(30) });
  await add("young", { createdAt: daysAgo(29) });
  // Shut out by an operator: whoever signs up anew would be somebody else.
  await add("disabled", { disabledAt: daysAgo(30) });
  const asked = await add("asked-again", {});
  const link = { userId: asked, purpose: "verifyEmail" as const, expiresAt: daysAgo(-1) };
  await system.insert(userToken).values({ ...link, tokenHash: "a link that was just sent" });
  const { id: tenantId } = fixture.acme;
  const place = { tenantId, userId: await add("member", {}), name: "member", role: "guest" as const };
  await system.insert(member).values({ ...place, email: "member@nowhere.test" });
  expect(await runUpkeep(system, now)).toMatchObject({ accounts: 1 });
  const left = await system.select({ name: user.name }).from(user).where(like(user.email, "%@nowhere.test"));
  expect(left.map(({ name }) => name).sort()).toEqual(["asked-again", "came", "disabled", "member", "young"]);
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

test("keeps receipts as long as events may be replayed", async () => {
  const { system, acme } = fixture;
  const receipt = { tenantId: acme.id, consumer: "test.consumer", eventId: uuidv7() };
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000);
  await system.insert(eventReceipt).values([
    { ...receipt, id: uuidv7(), createdAt: daysAgo(90.1) },
    { ...receipt, id: uuidv7(), createdAt: daysAgo(89.9) },
  ]);
  expect(await runUpkeep(system, now)).toMatchObject({ receipts: 1 });
  expect(await system.select({ at: eventReceipt.createdAt }).from(eventReceipt)).toEqual([{ at: daysAgo(89.9) }]);
});

test("keeps what somebody has read for ninety days, what they have not, or have put away, for four hundred", async () => {
  const { acme, system } = fixture;
  const about = { tenantId: acme.id, memberId: acme.members.member.memberId, name: "test", params: {}, actorName: "A" };
  const told = (days: number, rest: object) => ({ ...about, entityId: uuidv7(), occurredAt: daysAgo(days), ...rest });
  const read = { readAt: now };
  await system
    .insert(notification)
    .values([
      told(89.9, read),
      told(90.1, read),
      told(399.9, {}),
      told(400.1, {}),
      told(399.8, { ...read, archived: true }),
      told(400.2, { ...read, archived: true }),
    ]);
  expect(await runUpkeep(system, now)).toMatchObject({ notifications: 3 });
  const left = await system.select({ at: notification.occurredAt }).from(notification).orderBy(notification.occurredAt);
  expect(left.map(({ at }) => at)).toEqual([daysAgo(399.9), daysAgo(399.8), daysAgo(89.9)]);
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
  expect((await runUpkeep(system, now)).tenants).toEqual([globex.slug]);
  expect(await system.select({ slug: tenant.slug }).from(tenant)).toEqual([{ slug: acme.slug }]);
});

test("forgets what strangers caused after thirty days, the rest after four hundred, what operators did never", async () => {
  const { system, acme } = fixture;
  const { userId } = acme.members.owner;
  const mine = eq(securityEvent.userId, userId);
  const today = new Date();
  const happened = (name: string, days: number, more: Partial<typeof securityEvent.$inferInsert> = {}) => {
    const createdAt = new Date(today.getTime() - days * 86_400_000);
    const id = firstUuidAt(createdAt).slice(0, -12) + crypto.randomUUID().slice(-12);
    return { id, createdAt, name, userId, requestId: `${name} ${days}`, details: {}, ...more };
  };
  await system.delete(securityEvent);
  await system
    .insert(securityEvent)
    .values([
      happened("auth.sign_in_failed", 31),
      happened("auth.sign_in_failed", 29),
      happened("auth.password_reset_requested", 31),
      happened("auth.signed_in", 31),
      happened("auth.signed_in", 401),
      happened("operator.user_disabled", 401, { actorId: userId }),
      happened("operator.tenant_suspended", 401, { tenantId: acme.id }),
    ]);
  const left = async () => {
    const rows = await system.select({ what: securityEvent.requestId }).from(securityEvent).where(mine);
    return rows.map(({ what }) => what).sort();
  };
  const kept = [
    "auth.sign_in_failed 29",
    "auth.signed_in 31",
    "operator.tenant_suspended 401",
    "operator.user_disabled 401",
  ];
  expect(await runUpkeep(system, today)).toMatchObject({ securityEvents: 3 });
  expect(await left()).toEqual(kept);
  // Whoever comes to the role's rights cannot wipe away what they have just done.
  await system.delete(securityEvent);
  expect(await left()).toEqual(["auth.sign_in_failed 29"]);
});
