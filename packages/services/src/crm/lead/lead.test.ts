import { type LeadStatus, leadStatuses, leadTransitions } from "@steward/contracts/crm/lead";
import { account, contact, deal } from "@steward/db/schema";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceContext } from "../../kernel/index.ts";
import { getContact } from "../contact/queries.ts";
import { getDeal } from "../deal/queries.ts";
import { createSalesFixture, type SalesFixture } from "../forecast/sales-fixture.ts";
import { ensureDefaultPipeline } from "../pipeline/pipeline.ts";
import { convertLead } from "./convert.ts";
import { contactLead, createLead, disqualifyLead, qualifyLead, reopenLead, updateLead } from "./lead.ts";
import { countLeadsByStatus, getLead } from "./queries.ts";

let sales: SalesFixture;
beforeAll(async () => {
  sales = await createSalesFixture();
  await sales.act(ensureDefaultPipeline);
});
afterAll(() => sales?.close());

const refused = (code: string, reason: string) => expect.objectContaining({ code, reason });
const anna = { firstName: "Anna", lastName: "Berg", company: "Nordwind", email: "anna@nordwind.test" };

const verbs: Record<LeadStatus, (ctx: ServiceContext, id: string) => Promise<unknown>> = {
  contacted: (ctx, id) => contactLead(ctx, { id }),
  qualified: (ctx, id) => qualifyLead(ctx, { id }),
  disqualified: (ctx, id) => disqualifyLead(ctx, { id, reason: "No budget" }),
  new: (ctx, id) => reopenLead(ctx, { id }),
  converted: (ctx, id) => convertLead(ctx, { id, account: { name: "Nordwind" }, deal: { name: "First order" } }),
};

async function qualified(fields = {}): Promise<string> {
  const { id } = await sales.act((ctx) => createLead(ctx, { ...anna, ...fields }));
  await sales.act((ctx) => contactLead(ctx, { id }));
  await sales.act((ctx) => qualifyLead(ctx, { id }));
  return id;
}

async function counts() {
  const rows = await sales.look((ctx) =>
    Promise.all([account, contact, deal].map((table) => ctx.db.select({ n: sql<number>`count(*)::int` }).from(table))),
  );
  return rows.map(([row]) => row?.n);
}

describe("a lead", () => {
  it("takes exactly the allowed steps, whatever order they are tried in", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...leadStatuses), { maxLength: 8 }), async (steps) => {
        const { id } = await sales.act((ctx) => createLead(ctx, anna));
        let status: LeadStatus = "new";
        for (const to of steps) {
          const allowed = leadTransitions[status].includes(to);
          const outcome = await sales.act((ctx) => verbs[to](ctx, id)).catch((error: unknown) => error);
          if (allowed) status = to;
          else {
            const reason = status === "converted" ? "lead.already_converted" : "lead.transition_refused";
            expect(outcome).toEqual(refused("PRECONDITION", reason));
          }
          expect((await sales.look((ctx) => getLead(ctx, id))).status).toBe(status);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("has a name, a company or an address, after a change too", async () => {
    const nameless = refused("INVALID", "lead.name_missing");
    await expect(sales.act((ctx) => createLead(ctx, { source: "Fair" }))).rejects.toEqual(nameless);
    const { id } = await sales.act((ctx) => createLead(ctx, { company: "Nordwind" }));
    await expect(sales.act((ctx) => updateLead(ctx, { id, company: null }))).rejects.toEqual(nameless);
  });

  it("stores its phone number as E.164 and forgets a reason when it starts anew", async () => {
    const { id, phone } = await sales.act((ctx) => createLead(ctx, { ...anna, phone: "(212) 555-0123" }));
    expect(phone).toBe("+12125550123");
    await sales.act((ctx) => disqualifyLead(ctx, { id, reason: "Spam" }));
    expect(await sales.look((ctx) => getLead(ctx, id))).toMatchObject({ disqualifiedReason: "Spam" });
    expect(await sales.act((ctx) => reopenLead(ctx, { id }))).toMatchObject({
      status: "new",
      disqualifiedReason: null,
    });
  });

  it("is counted by status for the tabs, whichever tab is open", async () => {
    const search = "tabstopper";
    const { id } = await sales.act((ctx) => createLead(ctx, { company: "Tabstopper" }));
    await sales.act((ctx) => createLead(ctx, { company: "Tabstopper Two" }));
    await sales.act((ctx) => contactLead(ctx, { id }));
    const filter = { status: ["qualified" as const] };
    expect(await sales.look((ctx) => countLeadsByStatus(ctx, { search, filter }))).toEqual({
      new: 1,
      contacted: 1,
      qualified: 0,
      converted: 0,
      disqualified: 0,
    });
  });
});

describe("conversion", () => {
  it("makes an account, a contact and a deal that belong together and to the lead's owner", async () => {
    const id = await qualified({ estimatedAmountMinor: 120_000, jobTitle: "Buyer" });
    const made = await sales.act((ctx) =>
      convertLead(ctx, { id, account: { name: "Nordwind", domain: "nordwind.test" }, deal: { name: "First order" } }),
    );
    const lead = await sales.look((ctx) => getLead(ctx, id));
    expect(lead).toMatchObject({
      status: "converted",
      account: { id: made.accountId, name: "Nordwind" },
      contact: { id: made.contactId, name: "Anna Berg" },
      deal: { id: made.dealId, name: "First order" },
    });
    const [person, sale] = await sales.look((ctx) =>
      Promise.all([getContact(ctx, made.contactId), getDeal(ctx, made.dealId)]),
    );
    expect(person).toMatchObject({ emails: ["anna@nordwind.test"], account: { id: made.accountId } });
    expect(sale).toMatchObject({
      amountMinor: 120_000,
      account: { id: made.accountId },
      contact: { id: made.contactId },
      owner: lead.owner,
      stage: { name: "Prospecting" },
    });
  });

  it("joins an account that is there already", async () => {
    const one = await qualified();
    const made = await sales.act((ctx) =>
      convertLead(ctx, { id: one, account: { name: "Südwind" }, deal: { name: "A" } }),
    );
    const before = await counts();
    const two = await qualified({ firstName: "Bo" });
    const joined = await sales.act((ctx) =>
      convertLead(ctx, { id: two, account: { id: made.accountId }, contactId: made.contactId, deal: { name: "B" } }),
    );
    expect(joined).toMatchObject({ accountId: made.accountId, contactId: made.contactId });
    const after = await counts();
    expect(after).toEqual([before[0], before[1], (before[2] ?? 0) + 1]);
  });

  it("that fails in the middle leaves nothing behind", async () => {
    const id = await qualified();
    const before = await counts();
    const unknown = "01999999-9999-7999-8999-999999999999";
    const input = { id, account: { name: "Halfway" }, deal: { name: "Never", stageId: unknown } };
    await expect(sales.act((ctx) => convertLead(ctx, input))).rejects.toEqual(refused("INVALID", "reference_unknown"));
    expect(await counts()).toEqual(before);
    expect(await sales.look((ctx) => getLead(ctx, id))).toMatchObject({ status: "qualified", account: null });
  });

  it("happens once, though two people click at the same time", async () => {
    const id = await qualified();
    const before = await counts();
    const both = await Promise.allSettled(
      [1, 2].map(() => sales.act((ctx) => convertLead(ctx, { id, account: { name: "Twice" }, deal: { name: "T" } }))),
    );
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await counts()).toEqual(before.map((n) => (n ?? 0) + 1));
  });

  it("of a lead that is only a company names the contact after it", async () => {
    const { id } = await sales.act((ctx) => createLead(ctx, { company: "Only Ltd" }));
    await sales.act((ctx) => contactLead(ctx, { id }));
    await sales.act((ctx) => qualifyLead(ctx, { id }));
    const made = await sales.act((ctx) => convertLead(ctx, { id, account: { name: "Only Ltd" }, deal: { name: "D" } }));
    expect((await sales.look((ctx) => getContact(ctx, made.contactId))).name).toBe("Only Ltd");
  });
});
