import { secondFactor, securityEvent, session, user } from "@steward/db/schema";
import { eq, inArray } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { changeAccess } from "./change-access.ts";
import type { Identity } from "./platform.ts";
import { listOwnSecurityEvents } from "./security-event.ts";
import { findIdentity, type NewSession, openSession, revokeSessionsOf } from "./session.ts";
import { listSessions, revokeOtherSessions, revokeOwnSession } from "./session-list.ts";
import { type AuthFixture, createAuthFixture } from "./testing/auth-fixture.ts";

let fixture: AuthFixture;
let userId: string;
beforeAll(async () => {
  fixture = await createAuthFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  ({ id: userId } = await fixture.addUser());
});

const source = { clientAddress: "192.0.2.1", userAgent: "Firefox", requestId: "request-of-a-test" };

async function signedIn(changes: Partial<NewSession> = {}): Promise<Identity & { sessionId: string }> {
  const { sessionId } = await openSession(fixture.platform, { userId, kind: "browser", source, ...changes });
  const identity = await findIdentity(fixture.platform, sessionId, changes.userId ?? userId);
  if (!identity) throw new Error("The session should live");
  return { ...identity, sessionId };
}
const lives = async ({ userId: whose, sessionId }: Identity) =>
  (await findIdentity(fixture.platform, sessionId ?? "", whose)) !== null;
const historyOf = async (id: string) =>
  (
    await fixture.platform.system
      .select({ name: securityEvent.name })
      .from(securityEvent)
      .where(eq(securityEvent.userId, id))
      .orderBy(securityEvent.id)
  ).map(({ name }) => name);

describe("listSessions", () => {
  it("names each place, the one seen last first, and this one", async () => {
    const old = await signedIn({ kind: "token", source: { ...source, userAgent: null, clientAddress: "" } });
    const here = await signedIn({ method: "google", secondFactor: true });
    const { system } = fixture.platform;
    const yesterday = new Date(Date.now() - 86_400_000);
    await system.update(session).set({ lastSeenAt: yesterday }).where(eq(session.id, old.sessionId));
    expect(await listSessions(fixture.platform, here)).toMatchObject([
      {
        id: here.sessionId,
        kind: "browser",
        method: "google",
        secondFactor: true,
        userAgent: "Firefox",
        clientAddress: "192.0.2.1",
        current: true,
        impersonator: null,
      },
      { id: old.sessionId, kind: "token", userAgent: null, clientAddress: null, current: false },
    ]);
  });

  it("leaves out what has ended or expired, and other people's", async () => {
    const here = await signedIn();
    const ended = await signedIn();
    const expired = await signedIn();
    const { id: somebody } = await fixture.addUser();
    await signedIn({ userId: somebody });
    await revokeOwnSession(fixture.platform, here, ended.sessionId, source);
    const { system } = fixture.platform;
    await system
      .update(session)
      .set({ expiresAt: new Date(0) })
      .where(eq(session.id, expired.sessionId));
    expect((await listSessions(fixture.platform, here)).map(({ id }) => id)).toEqual([here.sessionId]);
  });
});

describe("a session that is remembered", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("ends when its time is over, without being read again", async () => {
    const here = await signedIn();
    expect(await lives(here)).toBe(true);
    vi.useFakeTimers({ toFake: ["Date"] });
    vi.setSystemTime(Date.now() + 400 * 86_400_000);
    expect(await findIdentity(fixture.platform, here.sessionId, userId)).toBeNull();
  });
});

describe("signing out", () => {
  it("in one place leaves the others, and is remembered", async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    await revokeOwnSession(fixture.platform, here, there.sessionId, source);
    expect([await lives(here), await lives(there)]).toEqual([true, false]);
    expect(await historyOf(userId)).toEqual(["auth.signed_in", "auth.signed_in", "auth.session_revoked"]);
  });

  it("everywhere else leaves this place, and says how many it ended", async () => {
    const here = await signedIn();
    const others = [await signedIn(), await signedIn({ kind: "token" })];
    expect(await revokeOtherSessions(fixture.platform, here, source)).toEqual({ count: 2 });
    expect(await lives(here)).toBe(true);
    for (const other of others) expect(await lives(other)).toBe(false);
    expect(await revokeOtherSessions(fixture.platform, here, source)).toEqual({ count: 0 });
  });

  it("of somebody else is answered like a session that never was", async () => {
    const here = await signedIn();
    const { id: somebody } = await fixture.addUser();
    const theirs = await signedIn({ userId: somebody });
    for (const id of [theirs.sessionId, userId]) {
      await expect(revokeOwnSession(fixture.platform, here, id, source)).rejects.toMatchObject({
        code: "NOT_FOUND",
        details: { address: "user.session" },
      });
    }
    expect(await lives(theirs)).toBe(true);
  });

  it("is refused to whoever acts in the person's name", async () => {
    const here = { ...(await signedIn()), impersonator: { userId, name: "An operator" } };
    const refused = { code: "FORBIDDEN", reason: "auth.impersonating" };
    await expect(revokeOtherSessions(fixture.platform, here, source)).rejects.toMatchObject(refused);
    await expect(revokeOwnSession(fixture.platform, here, here.sessionId, source)).rejects.toMatchObject(refused);
  });
});

describe("a session", () => {
  it("that follows another in the same browser has an id of its own, and the other ends", async () => {
    const before = await signedIn();
    const after = await signedIn({ replaces: before.sessionId });
    expect(after.sessionId).not.toBe(before.sessionId);
    expect([await lives(before), await lives(after)]).toEqual([false, true]);
  });

  it("is marked as seen once it is used, but not each time", async () => {
    const here = await signedIn();
    const { system } = fixture.platform;
    const seenAt = async () => {
      const [row] = await system.select().from(session).where(eq(session.id, here.sessionId));
      return row?.lastSeenAt.getTime() ?? 0;
    };
    const first = await seenAt();
    await lives(here);
    expect(await seenAt()).toBe(first);
    await system
      .update(session)
      .set({ lastSeenAt: new Date(first - 61_000) })
      .where(eq(session.id, here.sessionId));
    await lives(here);
    await expect.poll(seenAt).toBeGreaterThanOrEqual(first);
  });

  it("of a browser ends when nobody has used it for two weeks, another client's does not", async () => {
    const [browser, client] = [await signedIn(), await signedIn({ kind: "token" })];
    const seen = (days: number) =>
      fixture.platform.system
        .update(session)
        .set({ lastSeenAt: new Date(Date.now() - days * 86_400_000) })
        .where(eq(session.userId, userId));
    await seen(15);
    expect([await lives(browser), await lives(client)]).toEqual([false, true]);
    await seen(13.9);
    expect((await listSessions(fixture.platform, browser)).map(({ id }) => id)).toContain(browser.sessionId);
    expect(await lives(browser)).toBe(true);
  });

  it("ends with the person who is disabled", async () => {
    const here = await signedIn();
    await fixture.platform.system.update(user).set({ disabledAt: new Date() }).where(eq(user.id, userId));
    expect(await lives(here)).toBe(false);
  });
});

describe("a sign-in that is overtaken", () => {
  const hashOf = async () => {
    const [row] = await fixture.platform.system.select().from(user).where(eq(user.id, userId));
    return row?.passwordHash ?? "";
  };
  const changePassword = (passwordHash: string) =>
    changeAccess(fixture.platform, { kind: "user", id: userId }, async (tx) => {
      await tx.update(user).set({ passwordHash }).where(eq(user.id, userId));
      await revokeSessionsOf(tx, userId);
    });

  it("by a new password begins no session", async () => {
    const provedHash = await hashOf();
    await changePassword("a new hash");
    await expect(signedIn({ provedHash })).rejects.toMatchObject({ reason: "auth.invalid_credentials" });
    expect(await listSessions(fixture.platform, { userId, sessionId: null })).toEqual([]);
  });

  it("by the person's being disabled, or by a second factor, begins no session", async () => {
    const { system } = fixture.platform;
    await system.insert(secondFactor).values({ userId, sealedSecret: "sealed", confirmedAt: new Date() });
    await expect(signedIn()).rejects.toMatchObject({ reason: "auth.second_factor_required" });
    await expect(signedIn({ secondFactor: true })).resolves.toBeTruthy();
    await system.update(user).set({ disabledAt: new Date() }).where(eq(user.id, userId));
    await expect(signedIn({ secondFactor: true })).rejects.toMatchObject({ reason: "auth.user_disabled" });
  });

  it("leaves no session that the old password opened, whichever came first", async () => {
    for (let round = 0; round < 20; round += 1) {
      const provedHash = await hashOf();
      const signIns = Array.from({ length: 4 }, () => signedIn({ provedHash }).catch(() => null));
      await Promise.all([
        ...signIns,
        changePassword(`hash of round ${round}`),
        signedIn({ provedHash }).catch(() => null),
      ]);
      expect(await listSessions(fixture.platform, { userId, sessionId: null })).toEqual([]);
    }
  });

  it("by a second factor leaves no session without one, whichever came first", async () => {
    const { system } = fixture.platform;
    for (let round = 0; round < 20; round += 1) {
      await system.delete(secondFactor).where(eq(secondFactor.userId, userId));
      const enable = changeAccess(fixture.platform, { kind: "user", id: userId }, async (tx) => {
        await tx.insert(secondFactor).values({ userId, sealedSecret: "sealed", confirmedAt: new Date() });
        await revokeSessionsOf(tx, userId);
      });
      await Promise.all([enable, ...Array.from({ length: 4 }, () => signedIn().catch(() => null))]);
      expect(await listSessions(fixture.platform, { userId, sessionId: null })).toEqual([]);
    }
  });
});

describe("listOwnSecurityEvents", () => {
  const sort = { field: "createdAt", direction: "desc" } as const;

  it("pages through the person's own history, newest first", async () => {
    const here = await signedIn();
    for (let round = 0; round < 4; round += 1) await signedIn();
    await revokeOtherSessions(fixture.platform, here, source);
    const { id: somebody } = await fixture.addUser();
    await signedIn({ userId: somebody });

    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listOwnSecurityEvents>> = await listOwnSecurityEvents(
        fixture.platform,
        userId,
        { filter: {}, sort, limit: 4, cursor },
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(6);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
    const { system } = fixture.platform;
    const owners = await system
      .selectDistinct({ id: securityEvent.userId })
      .from(securityEvent)
      .where(inArray(securityEvent.id, seen));
    expect(owners).toEqual([{ id: userId }]);
  });

  it("filters by what happened", async () => {
    const here = await signedIn();
    await signedIn();
    await revokeOtherSessions(fixture.platform, here, source);
    const { items } = await listOwnSecurityEvents(fixture.platform, userId, {
      filter: { name: "auth.session_revoked" },
      sort,
      limit: 50,
    });
    expect(items).toMatchObject([{ name: "auth.session_revoked", clientAddress: "192.0.2.1", actorName: null }]);
  });
});
