import { securityEvent, session, user, userToken } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { changeAccess } from "./change-access.ts";
import { openImpersonation, spendHandover, stopImpersonation } from "./impersonation.ts";
import { requireOwnHands } from "./own-hands.ts";
import type { Identity } from "./platform.ts";
import { findIdentity, openSession, revokeSession, revokeSessionsOf } from "./session.ts";
import { listSessions } from "./session-list.ts";
import { type AuthFixture, createAuthFixture } from "./testing/auth-fixture.ts";

let fixture: AuthFixture;
let operator: Identity;
let userId: string;
beforeAll(async () => {
  fixture = await createAuthFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  const { id } = await fixture.addUser({ operator: true, name: "Olga Operator" });
  operator = await signIn(id);
  ({ id: userId } = await fixture.addUser());
});

const source = { clientAddress: "192.0.2.1", userAgent: "test", requestId: "request-of-a-test" };
const reason = "Ticket 4711: the import shows nothing";

async function signIn(id: string): Promise<Identity> {
  const { sessionId } = await openSession(fixture.platform, { userId: id, kind: "browser", source });
  const identity = await findIdentity(fixture.platform, sessionId, id);
  if (!identity) throw new Error("The session should live");
  return identity;
}
const start = (who = operator, target = userId) =>
  openImpersonation(fixture.platform, { operator: who, userId: target, reason, source });
const begin = async () => spendHandover(fixture.platform, (await start()).ticket);
const alive = async ({ sessionId, userId: whose }: Identity) =>
  (await findIdentity(fixture.platform, sessionId ?? "", whose)) !== null;
const invalid = { code: "UNAUTHENTICATED", reason: "auth.handover_invalid" };

describe("an operator who acts as somebody", () => {
  it("does so in a session of that person's, for an hour, which says whose hands they are", async () => {
    const acting = await begin();
    expect(acting).toMatchObject({ userId, impersonator: { userId: operator.userId, name: "Olga Operator" } });
    const [row] = await fixture.platform.system
      .select()
      .from(session)
      .where(eq(session.id, acting.sessionId ?? ""));
    expect(row).toMatchObject({ kind: "browser", method: "impersonation", impersonationReason: reason });
    const minutes = ((row?.expiresAt.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)) / 60_000;
    expect(minutes).toBeGreaterThan(59);
    expect(minutes).toBeLessThanOrEqual(60);
    expect(await listSessions(fixture.platform, { userId, sessionId: null })).toMatchObject([
      { method: "impersonation", impersonator: "Olga Operator" },
    ]);
    expect(() => requireOwnHands(acting)).toThrow("auth.impersonating");
    expect(() => requireOwnHands(operator)).not.toThrow();
  });

  it("is in the person's history, with the reason", async () => {
    await stopImpersonation(fixture.platform, await begin(), source);
    const events = await fixture.platform.system
      .select()
      .from(securityEvent)
      .where(eq(securityEvent.userId, userId))
      .orderBy(securityEvent.id);
    expect(events).toMatchObject([
      { name: "auth.impersonation_started", actorId: operator.userId, details: { reason } },
      { name: "auth.impersonation_stopped", actorId: operator.userId },
    ]);
  });

  it.each([
    ["the operator is one no more", () => operator.userId, { operator: false }],
    ["the operator is disabled", () => operator.userId, { disabledAt: new Date() }],
    ["the person becomes an operator", () => userId, { operator: true }],
  ])("acts as nobody once %s", async (_when, whose, change) => {
    const acting = await begin();
    const id = whose();
    await changeAccess(fixture.platform, { kind: "user", id }, (tx) =>
      tx.update(user).set(change).where(eq(user.id, id)),
    );
    expect(await findIdentity(fixture.anotherProcess(), acting.sessionId ?? "", userId)).toBeNull();
  });

  it("finds back to the session they came from, once", async () => {
    const acting = await begin();
    const { ticket } = await stopImpersonation(fixture.platform, acting, source);
    expect(await alive(acting)).toBe(false);
    expect(await spendHandover(fixture.platform, ticket)).toEqual(operator);
    await expect(spendHandover(fixture.platform, ticket)).rejects.toMatchObject(invalid);
  });

  it("does not find back to a session that has ended meanwhile", async () => {
    const { ticket } = await stopImpersonation(fixture.platform, await begin(), source);
    await revokeSession(fixture.platform, operator.sessionId ?? "");
    await expect(spendHandover(fixture.platform, ticket)).rejects.toMatchObject(invalid);
  });

  it.each<[string, (acting: Identity) => Promise<unknown>]>([
    ["is disabled", () => setOperator({ disabledAt: new Date() })],
    ["is an operator no more", () => setOperator({ operator: false })],
    [
      "is signed out everywhere",
      () =>
        changeAccess(fixture.platform, { kind: "user", id: operator.userId }, (tx) =>
          revokeSessionsOf(tx, operator.userId),
        ),
    ],
    [
      "acts as somebody who becomes an operator",
      () => fixture.platform.system.update(user).set({ operator: true }).where(eq(user.id, userId)),
    ],
  ])("is out when they %s", async (_name, act) => {
    const acting = await begin();
    expect(await alive(acting)).toBe(true);
    await act(acting);
    expect(await alive(acting)).toBe(false);
  });

  it("begins no session beside the end of all their own, whichever comes first", async () => {
    for (let round = 0; round < 20; round += 1) {
      operator = await signIn(operator.userId);
      const starts = Array.from({ length: 4 }, () => start().catch(() => null));
      const { userId: id } = operator;
      const signOut = changeAccess(fixture.platform, { kind: "user", id }, (tx) => revokeSessionsOf(tx, id));
      await Promise.all([...starts, signOut, start().catch(() => null)]);
      expect(await listSessions(fixture.platform, { userId, sessionId: null })).toEqual([]);
    }
  });

  it("leaves no session for when the person, disabled beside it, is let in again", async () => {
    const disabled = (at: Date | null) =>
      changeAccess(fixture.platform, { kind: "user", id: userId }, async (tx) => {
        await tx.update(user).set({ disabledAt: at }).where(eq(user.id, userId));
        if (at) await revokeSessionsOf(tx, userId);
      });
    for (let round = 0; round < 20; round += 1) {
      const starts = Array.from({ length: 4 }, () => start().catch(() => null));
      await Promise.all([...starts, disabled(new Date()), start().catch(() => null)]);
      await disabled(null);
      expect(await listSessions(fixture.platform, { userId, sessionId: null })).toEqual([]);
    }
  });

  const setOperator = (values: Partial<typeof user.$inferInsert>) =>
    fixture.platform.system.update(user).set(values).where(eq(user.id, operator.userId));
});

describe("acting as somebody is refused", () => {
  it("to who is no operator, whatever they say", async () => {
    const { id } = await fixture.addUser();
    await expect(start(await signIn(id))).rejects.toMatchObject({ code: "FORBIDDEN", reason: "operator_only" });
  });

  it("in the name of another operator, of oneself, of somebody disabled and of nobody", async () => {
    const { id: colleague } = await fixture.addUser({ operator: true });
    const { id: disabled } = await fixture.addUser({ disabledAt: new Date() });
    for (const target of [colleague, operator.userId, disabled]) {
      await expect(start(operator, target)).rejects.toMatchObject({ reason: "auth.impersonation_refused" });
    }
    await expect(start(operator, "00000000-0000-7000-8000-000000000000")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("through somebody else's name", async () => {
    await expect(start(await begin())).rejects.toMatchObject({ code: "FORBIDDEN", reason: "auth.impersonating" });
  });

  it("as a whole when what is to be recorded beside it cannot be", async () => {
    const failing = openImpersonation(fixture.platform, {
      operator,
      userId,
      reason,
      source,
      alongside: () => Promise.reject(new Error("no record")),
    });
    await expect(failing).rejects.toThrow("no record");
    expect(await listSessions(fixture.platform, { userId, sessionId: null })).toEqual([]);
  });

  it("when one stops what one has not begun", async () => {
    await expect(stopImpersonation(fixture.platform, operator, source)).rejects.toMatchObject({
      code: "PRECONDITION",
      reason: "auth.not_impersonating",
    });
  });
});

describe("a ticket", () => {
  it("is spent once, however many present it at the same time", async () => {
    const { ticket } = await start();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => spendHandover(fixture.platform, ticket)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is worth nothing after a minute", async () => {
    const { ticket, expiresAt } = await start();
    expect(expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(60_000);
    await fixture.platform.system
      .update(userToken)
      .set({ expiresAt: new Date(Date.now() - 1) })
      .where(eq(userToken.userId, userId));
    await expect(spendHandover(fixture.platform, ticket)).rejects.toMatchObject(invalid);
  });

  it("is stored as a hash only", async () => {
    const { ticket } = await start();
    const rows = await fixture.platform.system
      .select()
      .from(userToken)
      .where(and(eq(userToken.userId, userId), eq(userToken.purpose, "handover")));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(ticket);
  });

  it.each(["", "x", "x".repeat(100_000), "\0"])("is refused when nobody was given it: %#", async (ticket) => {
    await expect(spendHandover(fixture.platform, ticket)).rejects.toMatchObject(invalid);
  });
});
