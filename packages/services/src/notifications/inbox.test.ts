import { permissionNames } from "@steward/contracts";
import { accountAssigned } from "@steward/contracts/crm/account";
import { importFinished } from "@steward/contracts/crm/import";
import { defineNotification } from "@steward/contracts/kernel/notification";
import { mentioned } from "@steward/contracts/messaging/notice";
import { notificationKinds } from "@steward/contracts/notification-kinds";
import { uuidv7 } from "@steward/db";
import { account, auditEvent, conversation, conversationMember, member, notification } from "@steward/db/schema";
import { actingAs } from "@steward/testing";
import { eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createAccount, ensureSalesperson, removeAccounts, restoreAccounts, updateAccount } from "../crm/index.ts";
import { notify, type ServiceContext, settleNotifications } from "../kernel/index.ts";
import { updateMemberRole } from "../org/index.ts";
import { countUnread, listNotifications, markAllRead, setNotificationState } from "./inbox.ts";
import { createStage, rowsOf, type Stage } from "./notification-fixture.ts";
import { updatePreferences } from "./preference.ts";

let stage: Stage & AsyncDisposable;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const inbox = { box: "inbox", limit: 100 } as const;
const unreadOf = (role: "owner" | "admin" | "member" | "technician" | "productOwner") =>
  stage.as(role, async (ctx) => (await countUnread(ctx)).unread);

describe("who is told", () => {
  test("whoever is given an account by somebody else, in words, with the way there", async () => {
    const salesperson = await ownerOf("member");
    const { id } = await stage.as("manager", (ctx) => createAccount(ctx, { name: "Boots & Co", ownerId: salesperson }));
    const { items } = await stage.as("member", (ctx) => listNotifications(ctx, inbox));
    expect(items).toMatchObject([
      { title: "acme manager gave you the account Boots & Co", path: `/crm/accounts/${id}`, state: "unread" },
    ]);
    expect(await unreadOf("member")).toBe(1);
    await stage.as("member", (ctx) =>
      setNotificationState(ctx, { ids: items.map((item) => item.id), state: "archived" }),
    );
  });

  test("nobody of their own doing, and not again of what stays as it is", async () => {
    const mine = await ownerOf("member");
    const before = (await rowsOf(stage, "member")).length;
    const { id } = await stage.as("member", (ctx) => createAccount(ctx, { name: "My own", ownerId: mine }));
    await stage.as("manager", (ctx) => updateAccount(ctx, { id, name: "Renamed", ownerId: mine }));
    expect(await rowsOf(stage, "member")).toHaveLength(before);
  });

  test("whoever waits for what the machine does in their name", async () => {
    const params = { fileName: "a.csv", created: 3, updated: 0, failed: 1 };
    const { memberId } = stage.two.acme.members.admin;
    await stage.as("admin", (ctx) => notify(ctx, importFinished, { to: [memberId], entityId: uuidv7(), params }));
    expect(await rowsOf(stage, "admin")).toHaveLength(1);
    // There is no such import: whoever cannot see it, is not shown what was told of it.
    expect(await stage.titles("admin")).toEqual([]);
  });

  test("a member whose role changes; nobody who has left, and nobody twice", async () => {
    const { members } = stage.two.acme;
    await stage.as("owner", (ctx) => updateMemberRole(ctx, { id: members.productOwner.memberId, role: "manager" }));
    expect(await stage.titles("productOwner")).toEqual(["acme owner made you Manager"]);
    const id = await stage.account("Twice");
    await stage.as("manager", async (ctx) => {
      await ctx.db.update(member).set({ removedAt: sql`now()` }).where(eq(member.id, members.guest.memberId));
      const to = [members.guest.memberId, members.technician.memberId, members.technician.memberId];
      await notify(ctx, accountAssigned, { to, entityId: id, params: { name: "Twice", others: 0 } });
    });
    expect(await rowsOf(stage, "guest")).toEqual([]);
    expect(await rowsOf(stage, "technician")).toHaveLength(1);
  });

  test("only in the ways they chose; in none at all, and nothing is kept", async () => {
    const id = await stage.account("Unwanted");
    const wish = (inApp: boolean, email: boolean) =>
      stage.as("owner", (ctx) =>
        updatePreferences(ctx, { kinds: [{ name: "crm.account.assigned", inApp, email, push: false }] }),
      );
    await wish(false, false);
    await stage.assign("owner", id);
    expect(await rowsOf(stage, "owner")).toEqual([]);
    await wish(false, true);
    await stage.assign("owner", id);
    expect(await rowsOf(stage, "owner")).toMatchObject([{ inApp: false, emailPending: true, pushPending: false }]);
    expect([await stage.titles("owner"), await unreadOf("owner")]).toEqual([[], 0]);
  });
});

describe("who has lost access", () => {
  test("is known of every kind of record there are notifications about", async () => {
    await stage.as("owner", async (ctx) => {
      const all = { ...ctx, actor: { ...ctx.actor, permissions: new Set(permissionNames) } };
      for (const { name } of notificationKinds) {
        const row = { memberId: ctx.actor.memberId, entityId: uuidv7(), params: {}, actorName: "A" };
        await ctx.db.insert(notification).values({ ...row, name });
      }
      expect((await listNotifications(all, inbox)).items.map(({ name }) => name)).not.toContain("crm.account.assigned");
    });
  });

  test("of a conversation sees nothing of what was said in it", async () => {
    const id = uuidv7();
    const { memberId } = stage.two.acme.members.member;
    const about = { conversation: "Plans" };
    const title = "acme manager mentioned you in Plans";
    await stage.as("manager", async (ctx) => {
      await ctx.db.insert(conversation).values({ id, kind: "group", name: "Plans" });
      await ctx.db.insert(conversationMember).values({ conversationId: id, memberId });
      await notify(ctx, mentioned, { to: [memberId], entityId: id, params: about });
    });
    expect(await stage.titles("member")).toContain(title);
    await stage.as("manager", ({ db }) =>
      db.delete(conversationMember).where(eq(conversationMember.conversationId, id)),
    );
    expect(await stage.titles("member")).not.toContain(title);
  });

  test("sees nothing of a record that is gone, and has it again when it is back", async () => {
    const id = await stage.account("Gone");
    await stage.assign("member", id, "Gone");
    const unread = await unreadOf("member");
    await stage.as("manager", (ctx) => removeAccounts(ctx, [id]));
    expect(await stage.titles("member")).not.toContain("acme manager gave you the account Gone");
    expect(await unreadOf("member")).toBe(unread - 1);
    await stage.as("manager", (ctx) => restoreAccounts(ctx, [id]));
    expect(await stage.titles("member")).toContain("acme manager gave you the account Gone");
  });

  test("sees nothing of a kind of record they may not read any more", async () => {
    const { acme, database } = stage.two;
    const without = async <T>(work: (ctx: ServiceContext) => Promise<T>) =>
      actingAs(database, acme, "member").read((ctx) =>
        work({ ...ctx, actor: { ...ctx.actor, permissions: new Set() } }),
      );
    expect((await stage.titles("member")).length).toBeGreaterThan(0);
    expect((await without((ctx) => listNotifications(ctx, inbox))).items).toEqual([]);
    expect(await without(countUnread)).toEqual({ unread: 0 });
  });

  test("another member's are nobody else's to read, archive or count", async () => {
    const [theirs] = await rowsOf(stage, "member");
    const ids = [theirs?.id ?? ""];
    expect(await stage.as("admin", (ctx) => setNotificationState(ctx, { ids, state: "archived" }))).toEqual({
      ids: [],
    });
  });
});

describe("what becomes of it", () => {
  test("unread, read, archived, and back", async () => {
    const id = await stage.account("Moves");
    await stage.assign("technician", id, "Moves");
    const [first] = (await stage.as("technician", (ctx) => listNotifications(ctx, inbox))).items;
    const ids = [first?.id ?? ""];
    const look = async (box: "inbox" | "unread" | "archived") => {
      const { items } = await stage.as("technician", (ctx) => listNotifications(ctx, { box, limit: 100 }));
      return items.find((item) => item.id === first?.id)?.state;
    };
    const seen = async () => [await look("inbox"), await look("unread"), await look("archived")];
    const set = (state: "unread" | "read" | "archived") =>
      stage.as("technician", (ctx) => setNotificationState(ctx, { ids, state }));
    expect(await seen()).toEqual(["unread", "unread", undefined]);
    await set("read");
    expect(await seen()).toEqual(["read", undefined, undefined]);
    await set("archived");
    expect(await seen()).toEqual([undefined, undefined, "archived"]);
    await set("unread");
    expect(await seen()).toEqual(["unread", "unread", undefined]);
  });

  test("all are read at once, but what came after one looked", async () => {
    const id = await stage.account("All");
    await stage.assign("technician", id, "Before");
    const [newest] = (await stage.as("technician", (ctx) => listNotifications(ctx, inbox))).items;
    const seenAt = newest?.occurredAt.toISOString() ?? "";
    // Another millisecond.
    await stage.owner.query("select pg_sleep(0.005)");
    await stage.assign("technician", id, "After");
    await stage.as("technician", (ctx) => markAllRead(ctx, { seenAt }));
    const { items } = await stage.as("technician", (ctx) => listNotifications(ctx, { box: "unread", limit: 100 }));
    expect(items.map(({ title }) => title)).toEqual(["acme manager gave you the account After"]);
    await stage.as("technician", (ctx) => markAllRead(ctx, { module: "files" }));
    expect(await unreadOf("technician")).toBe(1);
    await stage.as("technician", (ctx) => markAllRead(ctx, { module: "crm" }));
    expect(await unreadOf("technician")).toBe(0);
  });

  test("whoever sees the thing itself has read what they were told about it, in all their windows", async () => {
    const id = await stage.account("Seen");
    await stage.assign("technician", id);
    await stage.as("technician", (ctx) => settleNotifications(ctx, [accountAssigned], id));
    expect(await unreadOf("technician")).toBe(0);
    const { memberId } = stage.two.acme.members.technician;
    const events = await stage.two.database
      .read(stage.two.acme.id)
      .select({ audience: auditEvent.audience })
      .from(auditEvent)
      .where(eq(auditEvent.name, "notifications.notification.changed"));
    expect(events.at(-1)).toEqual({ audience: [memberId] });
  });

  test("a page after the other has each once, newest first", async () => {
    const ids = await Promise.all(["P1", "P2", "P3", "P4", "P5"].map((name) => stage.account(name)));
    for (const id of ids) await stage.assign("technician", id, id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await stage.as("technician", (ctx) => listNotifications(ctx, { box: "unread", limit: 2, cursor }));
      seen.push(...page.items.map(({ path }) => path));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(ids.map((id) => `/crm/accounts/${id}`).reverse());
  });

  test("a hundred stand for any number of unread ones", async () => {
    const { acme, database } = stage.two;
    const { memberId } = acme.members.technician;
    const [any] = await rowsOf(stage, "technician");
    await database.withTenant(acme.id, async (db) => {
      const entityId = any?.entityId ?? "";
      const row = {
        memberId,
        name: "crm.account.assigned",
        entityId,
        params: { name: "Many", others: 0 },
        actorName: "A",
      };
      await db.insert(notification).values(Array.from({ length: 300 }, () => row));
    });
    expect(await unreadOf("technician")).toBe(100);
  });
});

describe("a kind that is counted up", () => {
  const messages = defineNotification("crm.account.assigned", {
    ...accountAssigned,
    collapses: true,
    params: z.object({ name: z.string(), others: z.number() }),
  });
  const tell = (entityId: string, name: string) =>
    stage.as("manager", (ctx) =>
      notify(ctx, messages, { to: [stage.two.acme.members.admin.memberId], entityId, params: { name, others: 0 } }),
    );
  const about = async (id: string) => (await rowsOf(stage, "admin")).filter(({ entityId }) => entityId === id);

  test("is one line while it is unread, with what happened last; after that it is a new one", async () => {
    const id = await stage.account("Conversation");
    for (const name of ["one", "two", "three"]) await tell(id, name);
    expect(await about(id)).toMatchObject([{ occurrences: 3, params: { name: "three" } }]);
    await stage.as("admin", (ctx) => settleNotifications(ctx, [messages], id));
    await tell(id, "four");
    expect((await about(id)).map(({ occurrences }) => occurrences).sort()).toEqual([1, 3]);
  });

  test("can be brought back as new beside one that is new", async () => {
    const id = await stage.account("Brought back");
    await tell(id, "one");
    const [first] = await about(id);
    await stage.as("admin", (ctx) => settleNotifications(ctx, [messages], id));
    await tell(id, "two");
    await stage.as("admin", (ctx) => setNotificationState(ctx, { ids: [first?.id ?? ""], state: "unread" }));
    await tell(id, "three");
    expect((await about(id)).map(({ occurrences }) => occurrences).sort()).toEqual([1, 2]);
  });

  test("counts each of those who tell at once", async () => {
    const id = await stage.account("Busy");
    await Promise.all(Array.from({ length: 12 }, (_, number) => tell(id, String(number))));
    expect(await about(id)).toMatchObject([{ occurrences: 12 }]);
  });
});

describe("a crash between what happens and what is told of it", () => {
  test.each(["before anybody is told", "after they were told"])("%s leaves neither", async (when) => {
    const { acme, database } = stage.two;
    const id = uuidv7();
    const crash = async ({ db }: ServiceContext) => {
      const { rows } = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await stage.owner.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
    };
    const work = stage.as("manager", async (ctx) => {
      await ctx.db.insert(account).values({ id, name: "Half", searchText: "half" });
      if (when.startsWith("before")) await crash(ctx);
      const to = [acme.members.member.memberId];
      await notify(ctx, accountAssigned, { to, entityId: id, params: { name: "Half", others: 0 } });
      await crash(ctx);
    });
    await expect(work).rejects.toThrow();
    const db = database.read(acme.id);
    expect(await db.select().from(account).where(eq(account.id, id))).toEqual([]);
    expect(await db.select().from(notification).where(eq(notification.entityId, id))).toEqual([]);
    const told = (await rowsOf(stage, "member")).map((row) => row.id);
    const events = await db
      .select({ payload: auditEvent.payload })
      .from(auditEvent)
      .where(inArray(auditEvent.name, ["notifications.notification.created"]));
    const named = events.flatMap(({ payload }) => (payload as { ids: string[] }).ids);
    expect(told.filter((one) => !named.includes(one))).toEqual([]);
  });
});

async function ownerOf(role: "member"): Promise<string> {
  return stage.as(role, (ctx) => ensureSalesperson(ctx));
}
