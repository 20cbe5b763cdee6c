import { session, user } from "@steward/db/schema";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { announceAccessChange } from "./access-change.ts";
import { changeAccess } from "./change-access.ts";
import { findIdentity, openSession, revokeSession, revokeSessionsOf, signOutEverywhere } from "./session.ts";
import { type AuthFixture, createAuthFixture, type TestNode } from "./testing/auth-fixture.ts";
import { layLine } from "./testing/line.ts";

let fixture: AuthFixture;
let one: TestNode;
let two: TestNode;
let userId: string;
let sessionId: string;
beforeAll(async () => {
  fixture = await createAuthFixture();
  one = fixture.startNode();
  two = fixture.startNode();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  ({ id: userId } = await fixture.addUser());
  ({ sessionId } = await open());
  await remembered(one);
  await remembered(two);
});

const patience = { timeout: 60_000, interval: 20 };
const source = { clientAddress: "192.0.2.1", userAgent: "test", requestId: "request-of-a-test" };
const open = () => openSession(fixture.platform, { userId, kind: "browser", source });
const identityOn = (node: TestNode, id = sessionId) => findIdentity(node, id, userId);
const listenersDie = sql`select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = 'steward-listener' and datname = current_database()`;

/** Until the node answers for the session without asking the database. */
async function remembered(node: TestNode): Promise<void> {
  await expect
    .poll(async () => {
      const before = node.reads();
      await identityOn(node);
      return node.reads() - before;
    })
    .toBe(0);
}

const outOn = (node: TestNode, id = sessionId) => expect.poll(() => identityOn(node, id), { interval: 5 }).toBeNull();

describe("two nodes that remember a session", () => {
  it("ask the database once for requests that arrive together", async () => {
    await vi.waitFor(async () => {
      const { sessionId: fresh } = await open();
      await remembered(one);
      const before = one.reads();
      await Promise.all(Array.from({ length: 50 }, () => identityOn(one, fresh)));
      expect(one.reads() - before).toBe(1);
    }, patience);
  });

  it("both refuse it once it is ended on one of them", async () => {
    await revokeSession(one, sessionId);
    expect(await identityOn(one)).toBeNull();
    await outOn(two);
  });

  it("both refuse a person who is disabled, on no node in particular", async () => {
    await fixture.platform.system.transaction(async (tx) => {
      await tx.update(user).set({ disabledAt: new Date() }).where(eq(user.id, userId));
      await announceAccessChange(tx, { kind: "user", id: userId });
    });
    await outOn(one);
    await outOn(two);
  });

  it("both let a person in again who is enabled again", async () => {
    const switchTo = (disabledAt: Date | null) =>
      changeAccess(one, { kind: "user", id: userId }, (tx) =>
        tx.update(user).set({ disabledAt }).where(eq(user.id, userId)),
      );
    await switchTo(new Date());
    await outOn(two);
    await switchTo(null);
    for (const node of [one, two]) await expect.poll(() => identityOn(node)).not.toBeNull();
  });

  it("both refuse every session of a person who signs out everywhere, and only those", async () => {
    const { sessionId: another } = await open();
    await identityOn(two, another);
    await signOutEverywhere(one, userId);
    for (const id of [sessionId, another]) {
      expect(await identityOn(one, id)).toBeNull();
      await outOn(two, id);
    }
  });

  it("keep the session that is excepted", async () => {
    const { sessionId: here } = await open();
    await changeAccess(one, { kind: "user", id: userId }, (tx) => revokeSessionsOf(tx, userId, { except: here }));
    expect(await identityOn(one, here)).not.toBeNull();
    await outOn(two);
    expect(await identityOn(two, here)).not.toBeNull();
  });

  it("hear nothing of a change that was rolled back", async () => {
    // A node that has heard nothing for a second asks the database, as one on a busy machine does now and then.
    await vi.waitFor(async () => {
      await remembered(two);
      const before = two.reads();
      const failed = changeAccess(one, { kind: "user", id: userId }, async (tx) => {
        await revokeSessionsOf(tx, userId);
        throw new Error("no");
      });
      await expect(failed).rejects.toThrow("no");
      expect(await identityOn(two)).not.toBeNull();
      expect(two.reads()).toBe(before);
    }, patience);
  });

  it("refuse what was ended while their listeners' connections were being killed", async () => {
    await fixture.platform.system.execute(listenersDie);
    await revokeSession(fixture.platform, sessionId);
    await outOn(one);
    await outOn(two);
  });

  it("hear of changes again after their listeners' connections were killed", async () => {
    await fixture.platform.system.execute(listenersDie);
    await remembered(two);
    await revokeSession(one, sessionId);
    await outOn(two);
  });

  it("ignore what none of us says", async () => {
    for (const payload of ["", "{", "[]", '{"kind":"session"}', '{"kind":"all","id":"x"}', "pulse x 9e99"]) {
      await fixture.platform.system.execute(sql`select pg_notify('steward_auth', ${payload})`);
    }
    await revokeSession(one, sessionId);
    await outOn(two);
  });
});

describe("a node whose line to the database is silent", () => {
  it("refuses an ended session all the same, though no socket was closed", async () => {
    const line = await layLine(fixture.systemUrl);
    const node = fixture.startNode(line.url);
    try {
      await remembered(node);
      line.silence();
      await revokeSession(one, sessionId);
      await outOn(node);
      expect(node.feed.isTrusted()).toBe(false);
    } finally {
      await line.close();
    }
  });

  it("asks the database every time where it never heard anything", async () => {
    const line = await layLine(fixture.systemUrl);
    line.silence();
    const unreachable = new URL(line.url);
    unreachable.port = "1";
    const node = fixture.startNode(unreachable.href);
    try {
      const before = node.reads();
      for (let request = 0; request < 3; request += 1) expect(await identityOn(node)).not.toBeNull();
      expect(node.reads() - before).toBe(3);
      await fixture.platform.system.update(session).set({ revokedAt: new Date() }).where(eq(session.id, sessionId));
      expect(await identityOn(node)).toBeNull();
    } finally {
      await line.close();
    }
  });
});
