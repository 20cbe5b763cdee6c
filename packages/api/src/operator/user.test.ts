import { createTokens } from "@steward/auth";
import { permissionNames } from "@steward/contracts";
import { auditEvent, member, session } from "@steward/db/schema";
import { and, eq, isNotNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createHarness, type Harness, outcome, password } from "../contract/harness.ts";
import { cutKey, type Recruit, recruit } from "../contract/recruit.ts";
import { createCaller } from "../router.ts";

let harness: Harness;
let operator: Recruit;
let person: Recruit;
beforeAll(async () => {
  harness = await createHarness();
  operator = await recruit(harness, harness.globex, { user: { operator: true, name: "Olga Operator" } });
});
afterAll(() => harness?.close());
beforeEach(async () => {
  person = await recruit(harness, harness.acme, { role: "admin" });
});

const asked = (headers: Record<string, string>) => createCaller(harness.asking(headers));
const console = () => asked(operator.headers()).operator;
const refused = (why: string) => ({ refused: expect.stringContaining(`"${why}"`) });
const history = async (userId = person.userId) => {
  const { items } = await console().securityEvent.list({ filter: { userId } });
  return items.reverse().map(({ name, actorId, actorName, details }) => ({ name, actorId, actorName, details }));
};
const byOlga = () => ({ actorId: operator.userId, actorName: "Olga Operator" });

describe("an operator who disables a person", () => {
  const reason = "Left the company yesterday";

  it("ends every way in with the same commit; enabling opens the door and none of the old ways", async () => {
    const { email, userId, memberId } = harness.acme.members.manager;
    const client = { email, password, address: "192.0.2.1", userAgent: null };
    const { accessToken, refreshToken } = await createTokens(harness.platform, client);
    const bearer = { authorization: `Bearer ${accessToken}`, "x-tenant": "acme" };
    const key = await cutKey(harness, harness.acme, { memberId }, { scopes: [...permissionNames] });
    const program = { authorization: key.authorization, "x-tenant": "acme" };
    for (const way of [bearer, program]) expect(await outcome(asked(way).org.tenant.current())).toHaveProperty("value");

    await console().user.disable({ id: userId, reason });
    expect(await outcome(asked(bearer).user.me())).toEqual(refused("auth.session_expired"));
    expect(await outcome(asked(bearer).org.tenant.current())).toEqual(refused("auth.session_expired"));
    expect(await outcome(asked(program).org.tenant.current())).toEqual(refused("auth.invalid_token"));
    expect(await outcome(asked({}).auth.token.refresh({ refreshToken }))).toEqual(refused("auth.session_expired"));
    expect(await outcome(asked({}).auth.token.create({ email, password }))).toEqual(refused("auth.user_disabled"));
    expect(await outcome(console().user.disable({ id: userId, reason }))).toEqual(refused("user.already_disabled"));
    const { items } = await console().user.list({ search: email, filter: { disabled: true } });
    expect(items).toMatchObject([{ id: userId, disabledAt: expect.any(Date) }]);

    await console().user.enable({ id: userId });
    expect(await outcome(asked(bearer).user.me())).toEqual(refused("auth.session_expired"));
    expect(await outcome(asked({}).auth.token.refresh({ refreshToken }))).toEqual(refused("auth.session_expired"));
    expect(await outcome(asked({}).auth.token.create({ email, password }))).toHaveProperty("value.accessToken");
    expect(await outcome(console().user.enable({ id: userId }))).toEqual(refused("user.not_disabled"));
    expect(await history(userId)).toEqual(
      expect.arrayContaining([
        { name: "operator.user_disabled", ...byOlga(), details: { reason } },
        { name: "operator.user_enabled", ...byOlga(), details: {} },
      ]),
    );
  });

  it("cannot be themself, nor nobody", async () => {
    expect(await outcome(console().user.disable({ id: operator.userId, reason }))).toEqual(refused("user.yourself"));
    const id = "00000000-0000-7000-8000-000000000000";
    expect(await outcome(console().user.disable({ id, reason }))).toEqual(refused("NOT_FOUND"));
    expect(await outcome(console().user.enable({ id }))).toEqual(refused("NOT_FOUND"));
  });

  it("may be disabled by another, and has no console from then on", async () => {
    const other = await recruit(harness, harness.globex, { user: { operator: true } });
    expect(await outcome(asked(other.headers()).operator.health.current())).toHaveProperty("value");
    await console().user.disable({ id: other.userId, reason });
    expect(await outcome(asked(other.headers()).operator.health.current())).toEqual(refused("auth.session_expired"));
  });
});

describe("an operator who acts as somebody", () => {
  const reason = "Ticket 4711: the import shows nothing";
  /** The headers of the session that a browser would get for the ticket. */
  async function actAs({ userId, headers }: Recruit, by = operator): Promise<Record<string, string>> {
    await asked(by.headers()).operator.user.impersonate({ userId, reason });
    const [opened] = await harness.system
      .select({ sessionId: session.id })
      .from(session)
      .where(and(eq(session.userId, userId), isNotNull(session.impersonatorId)));
    return headers(opened);
  }
  const recordOf = (tenantId: string, name: string) =>
    harness.system
      .select()
      .from(auditEvent)
      .where(and(eq(auditEvent.tenantId, tenantId), eq(auditEvent.name, name)))
      .orderBy(auditEvent.id);

  it("is announced by a banner, and everything they do bears both names", async () => {
    const own = await asked(person.headers()).org.tenant.current();
    expect(own.member.impersonator).toBeNull();
    const acting = asked(await actAs(person));
    expect(await acting.org.tenant.current()).toEqual({
      ...own,
      member: { ...own.member, impersonator: "Olga Operator" },
    });
    expect(await acting.user.me()).toMatchObject({ impersonation: { operator: "Olga Operator", reason } });
    await acting.org.tenant.update({ name: "Acme, mended" });
    const [changed] = (await recordOf(harness.acme.id, "org.tenant.updated")).slice(-1);
    expect(changed).toMatchObject({ actorId: person.memberId, impersonatorName: "Olga Operator" });
  });

  it("stands in the record of each organisation the person belongs to, and of no other", async () => {
    const { userId } = person;
    const email = `${userId}@recruits.test`;
    const row = { tenantId: harness.globex.id, userId, name: "A recruit", role: "guest" as const, email };
    const [second] = await harness.system.insert(member).values(row).returning();
    await actAs(person);
    const places = [
      { id: harness.acme.id, entityId: person.memberId },
      { id: harness.globex.id, entityId: second?.id },
    ];
    for (const { id, entityId } of places) {
      const [last] = (await recordOf(id, "org.member.impersonated")).slice(-1);
      expect(last).toMatchObject({ entityId, actorId: null, actorName: "Olga Operator", payload: { reason } });
      expect(last).toMatchObject({ procedure: "operator.user.impersonate", clientAddress: "192.0.2.1" });
    }
    const inGlobex = (await recordOf(harness.globex.id, "org.member.impersonated")).length;
    await actAs(await recruit(harness, harness.acme));
    expect(await recordOf(harness.globex.id, "org.member.impersonated")).toHaveLength(inGlobex);
    expect(await history()).toEqual([{ name: "auth.impersonation_started", ...byOlga(), details: { reason } }]);
  });

  it("has no console in the other's name, and stops for good", async () => {
    const headers = await actAs(person);
    expect(await outcome(asked(headers).operator.health.current())).toEqual(refused("operator_only"));
    expect(await outcome(asked(headers).operator.user.impersonate({ userId: person.userId, reason }))).toEqual(
      refused("operator_only"),
    );
    await asked(headers).user.impersonation.stop();
    expect(await outcome(asked(headers).user.me())).toEqual(refused("auth.session_expired"));
    expect((await history()).at(-1)).toEqual({ name: "auth.impersonation_stopped", ...byOlga(), details: {} });
  });

  it("is out at once when another operator disables them", async () => {
    const other = await recruit(harness, harness.globex, { user: { operator: true } });
    const headers = await actAs(person, other);
    expect(await outcome(asked(headers).user.me())).toHaveProperty("value");
    await console().user.disable({ id: other.userId, reason: "Left the company" });
    expect(await outcome(asked(headers).user.me())).toEqual(refused("auth.session_expired"));
    expect(await outcome(asked(person.headers()).user.me())).toHaveProperty("value");
  });

  it("is refused another operator, whom nothing is recorded of", async () => {
    const colleague = await recruit(harness, harness.acme, { user: { operator: true } });
    const before = (await recordOf(harness.acme.id, "org.member.impersonated")).length;
    const answer = await outcome(console().user.impersonate({ userId: colleague.userId, reason }));
    expect(answer).toEqual(refused("auth.impersonation_refused"));
    expect(await recordOf(harness.acme.id, "org.member.impersonated")).toHaveLength(before);
    expect(await history(colleague.userId)).toEqual([]);
  });
});
