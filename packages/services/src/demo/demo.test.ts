import { createDatabase } from "@steward/db";
import {
  account,
  activity,
  apiKey,
  auditEvent,
  conversation,
  conversationMember,
  customRole,
  deal,
  dealStage,
  division,
  divisionMember,
  invitation,
  lead,
  member,
  message,
  product,
  tenant,
  timeEntry,
  timesheet,
} from "@steward/db/schema";
import { createSystemDatabase } from "@steward/db/system";
import { createTestDatabase } from "@steward/db/testing";
import { and, asc, count, eq, gt, isNull, lt, ne, or, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { storyCalendar, storyIds } from "./calendar.ts";
import { loadCast } from "./cast.ts";
import { seedDemo } from "./index.ts";
import { demoLinks } from "./links.ts";
import { acme } from "./story/acme.ts";
import { globex } from "./story/globex.ts";

async function open() {
  const test = await createTestDatabase();
  const database = createDatabase(test.appUrl);
  const system = createSystemDatabase(test.systemUrl);
  const close = async () => {
    await Promise.all([database.close(), system.close()]);
    await test.drop();
  };
  return { database, system, close };
}

const hashPassword = async (password: string) => `hash of ${password}`;

describe("demo", () => {
  let db: Awaited<ReturnType<typeof open>>;
  let made: string[];

  beforeAll(async () => {
    db = await open();
    // Two launchers at once, as when somebody types `npm start` twice.
    const runs = await Promise.all([seedDemo({ ...db, hashPassword }), seedDemo({ ...db, hashPassword })]);
    made = runs.flat();
  });
  afterAll(() => db.close());

  const read = async (slug: "acme" | "globex") => {
    const cast = await loadCast(db.system, slug === "acme" ? acme : globex);
    return db.database.read(cast.owner.tenant.id);
  };

  it("is told once, however many start, and a later start finds it done", async () => {
    expect(made.toSorted()).toEqual(["acme", "globex"]);
    const hashed: string[] = [];
    const again = await seedDemo({ ...db, hashPassword: async (password) => `${hashed.push(password)}` });
    expect(again).toEqual([]);
    expect(hashed).toEqual([]);
  });

  it("does not keep a product from starting in which somebody has left or an organisation is suspended", async () => {
    const manager = eq(member.email, "manager@globex.test");
    const ours = eq(tenant.slug, "acme");
    await db.system.update(member).set({ removedAt: new Date() }).where(manager);
    await db.system.update(tenant).set({ suspendedAt: new Date() }).where(ours);
    expect(await seedDemo({ ...db, hashPassword })).toEqual([]);
    await db.system.update(member).set({ removedAt: null }).where(manager);
    await db.system.update(tenant).set({ suspendedAt: null }).where(ours);
  });

  it("leaves won, lost and imported names of acme to the import", async () => {
    const acmeDb = await read("acme");
    expect(await acmeDb.select().from(deal).where(ne(deal.status, "open"))).toEqual([]);
    const products = await acmeDb.select({ name: product.name }).from(product);
    expect(products.map(({ name }) => name).filter((name) => /^(GTX|MG|GTK)/.test(name))).toEqual([]);
    expect((await acmeDb.select({ deals: count() }).from(deal))[0]?.deals).toBe(acme.deals.length);
  });

  it("tells a year of globex: closed deals, leads in every state, work for today", async () => {
    const globexDb = await read("globex");
    const statuses = await globexDb.select({ status: deal.status, deals: count() }).from(deal).groupBy(deal.status);
    const closed = Object.fromEntries(statuses.map(({ status, deals }) => [status, deals]));
    expect(closed.won).toBe(globex.deals.filter((one) => one.won !== undefined).length);
    expect(closed.lost).toBe(globex.deals.filter((one) => one.lost).length);
    const leads = await globexDb.selectDistinct({ status: lead.status }).from(lead);
    expect(leads).toHaveLength(5);
    const due = await globexDb
      .select({ subject: activity.subject })
      .from(activity)
      .where(and(isNull(activity.doneAt), gt(activity.dueAt, new Date(Date.now() - 4 * 86_400_000))));
    expect(due.length).toBeGreaterThan(5);
  });

  it("dates everything back: no record, event or stage stems from the moment of the seed", async () => {
    const recently = new Date(Date.now() - 60_000);
    for (const slug of ["acme", "globex"] as const) {
      const tenantDb = await read(slug);
      expect(await tenantDb.select().from(account).where(gt(account.createdAt, recently))).toEqual([]);
      expect(await tenantDb.select().from(deal).where(gt(deal.updatedAt, recently))).toEqual([]);
      expect(await tenantDb.select().from(auditEvent).where(gt(auditEvent.createdAt, recently))).toEqual([]);
      const stays = await tenantDb
        .select()
        .from(dealStage)
        .where(
          or(
            gt(dealStage.enteredAt, recently),
            gt(dealStage.leftAt, recently),
            lt(dealStage.leftAt, dealStage.enteredAt),
          ),
        );
      expect(stays).toEqual([]);
    }
  });

  it("leaves no page of globex's administration empty, and acme as it is when somebody has just moved in", async () => {
    const counted = async (slug: "acme" | "globex") => {
      const tenantDb = await read(slug);
      const tables = { division, divisionMember, customRole, invitation, apiKey };
      const rows = Object.entries(tables).map(async ([name, table]) => [
        name,
        (await tenantDb.select().from(table)).length,
      ]);
      return Object.fromEntries(await Promise.all(rows));
    };
    expect(await counted("acme")).toEqual({ division: 0, divisionMember: 0, customRole: 0, invitation: 0, apiKey: 0 });
    expect(await counted("globex")).toEqual({
      division: 5,
      divisionMember: 6,
      customRole: 1,
      invitation: 2,
      apiKey: 1,
    });
    const globexDb = await read("globex");
    const ends = await globexDb.select({ at: invitation.expiresAt }).from(invitation);
    expect(ends.map(({ at }) => at.getTime() > Date.now()).toSorted()).toEqual([false, true]);
    expect(await globexDb.select().from(apiKey)).toMatchObject([{ lastUsedAt: null, revokedAt: null }]);
    const { casey } = await loadCast(db.system, globex);
    expect(casey.actor.permissions.has("org.auditEvent.read")).toBe(true);
    expect(casey.actor.permissions.has("crm.deal.write")).toBe(true);
  });

  it("lets globex talk: as its story says, over days, with something left to read", async () => {
    const globexDb = await read("globex");
    const stories = globex.conversations ?? [];
    const conversations = await globexDb.select().from(conversation);
    expect(conversations.map(({ lastSeq }) => lastSeq).toSorted()).toEqual(
      stories.map(({ lines }) => lines.length).toSorted(),
    );
    const recently = new Date(Date.now() - 60_000);
    expect(await globexDb.select().from(message).where(gt(message.createdAt, recently))).toEqual([]);
    const [behind] = await globexDb
      .select({ places: count() })
      .from(conversationMember)
      .innerJoin(conversation, eq(conversation.id, conversationMember.conversationId))
      .where(lt(conversationMember.lastReadSeq, conversation.lastSeq));
    expect(behind?.places).toBe(stories.flatMap(({ unreadBy = [] }) => unreadBy).length);
  });

  it("has weeks in every state, billed time and other, and none of it from the moment of the seed", async () => {
    const recently = new Date(Date.now() - 60_000);
    for (const slug of ["acme", "globex"] as const) {
      const tenantDb = await read(slug);
      const sheets = await tenantDb.selectDistinct({ status: timesheet.status }).from(timesheet);
      expect(sheets.map(({ status }) => status)).toEqual(
        expect.arrayContaining(["draft", "submitted", "approved", "rejected"]),
      );
      const billable = await tenantDb.selectDistinct({ is: timeEntry.isBillable }).from(timeEntry);
      expect(billable).toHaveLength(2);
      expect(await tenantDb.select().from(timeEntry).where(gt(timeEntry.createdAt, recently))).toEqual([]);
      expect(await tenantDb.select().from(timesheet).where(gt(timesheet.decidedAt, recently))).toEqual([]);
    }
  });

  it("keeps events in the order they happened", async () => {
    const globexDb = await read("globex");
    const events = await globexDb
      .select({ at: auditEvent.createdAt, name: auditEvent.name })
      .from(auditEvent)
      .where(eq(auditEvent.address, "crm.deal"))
      .orderBy(asc(auditEvent.entityId), asc(auditEvent.createdAt), sql`name desc`);
    expect(events.length).toBeGreaterThan(200);
    expect(events[0]?.name).toBe("crm.deal.created");
  });

  it("stands where its links lead", async () => {
    const tables = { accounts: account, deals: deal, leads: lead };
    for (const { path } of demoLinks) {
      const [, slug, , list, id] = path.split("/");
      const table = Object.entries(tables).find(([name]) => name === list)?.[1];
      if (!table || id?.length !== 36 || !(slug === "acme" || slug === "globex")) continue;
      const tenantDb = await read(slug);
      expect(await tenantDb.select({ id: table.id }).from(table).where(eq(table.id, id)), path).toHaveLength(1);
    }
  });

  it("leaves an organisation of somebody's own alone, and gives records the same ids on every machine and day", async () => {
    const other = await open();
    try {
      await other.system.execute(sql`insert into tenant (id, slug, name) values (gen_random_uuid(), 'acme', 'Ours')`);
      expect(await seedDemo({ ...other, hashPassword, now: new Date("2026-03-30T07:00:00Z") })).toEqual(["globex"]);
      const cast = await loadCast(other.system, globex);
      const rows = await other.database.read(cast.owner.tenant.id).select({ id: deal.id }).from(deal);
      const here = await (await read("globex")).select({ id: deal.id }).from(deal);
      expect(rows.map(({ id }) => id).toSorted()).toEqual(here.map(({ id }) => id).toSorted());
    } finally {
      await other.close();
    }
  });
});

describe("story calendar", () => {
  const friday = storyCalendar("Europe/London", new Date("2026-11-20T12:00:00Z"));

  it("moves weekends to the Friday before, and what lies ahead to the Monday after", () => {
    expect(friday.day(5)).toBe("2026-11-13");
    expect(friday.day(6)).toBe("2026-11-13");
    expect(friday.day(4)).toBe("2026-11-16");
    expect(friday.ahead(1)).toBe("2026-11-23");
    expect(friday.ahead(0)).toBe("2026-11-20");
  });

  it("reads the clock where the organisation is, in summer as in winter", () => {
    expect(friday.instant([1, "09:30"]).toISOString()).toBe("2026-11-19T09:30:00.000Z");
    const summer = storyCalendar("America/Chicago", new Date("2026-07-03T12:00:00Z"));
    expect(summer.instant([1, "09:30"]).toISOString()).toBe("2026-07-02T14:30:00.000Z");
  });

  it("makes ids that are UUIDs of version 7, in order of time", () => {
    const early = storyIds("a", [10, "09:00"]);
    const ids = [early(), early(), storyIds("b", [9, "09:00"])()];
    expect(ids.toSorted()).toEqual(ids);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
