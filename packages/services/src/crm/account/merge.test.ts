import { randomUUID } from "node:crypto";
import { type MergeAccountsInput, mergeAccountsInput } from "@steward/contracts/crm/account";
import { uuidv7 } from "@steward/db";
import { account, activity, contact, deal, lead, location, pipeline, stage, tag, tagging } from "@steward/db/schema";
import { type Acting, actingAs, createTwoTenants, type TwoTenants } from "@steward/testing";
import { eq, getTableName } from "drizzle-orm";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createContact, updateContact } from "../contact/contact.ts";
import { ensureSalesperson } from "../salesperson/salesperson.ts";
import { createAccount, updateAccount } from "./account.ts";
import { mergeAccounts } from "./merge.ts";
import { followers } from "./merge-moves.ts";
import { previewMerge } from "./merge-preview.ts";
import { undoMerge } from "./merge-undo.ts";
import { getAccount, listAccounts } from "./queries.ts";
import { getAccountTimeline } from "./timeline.ts";
import { accountSearchText } from "./words.ts";

let two: TwoTenants;
let member: Acting;
let owner: pg.Client;
beforeAll(async () => {
  two = await createTwoTenants();
  member = actingAs(two.database, two.acme);
  owner = new pg.Client({ connectionString: two.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await two.close();
});

const merge = (input: Partial<MergeAccountsInput> & Pick<MergeAccountsInput, "survivorId" | "duplicateIds">) =>
  member.write((ctx) => mergeAccounts(ctx, mergeAccountsInput.parse(input)));
const undo = (mergeId: string) => member.write((ctx) => undoMerge(ctx, { mergeId }));
const add = (input: Parameters<typeof createAccount>[1]) => member.write((ctx) => createAccount(ctx, input));

/** The tables a merge may touch, whole; history is meant to grow, and versions never go back. */
async function wholeState(): Promise<Record<string, unknown[]>> {
  const state: Record<string, unknown[]> = {};
  for (const name of ["account", "contact", "location", "deal", "lead", "activity", "tag", "tagging"]) {
    const { rows } = await owner.query(`select * from crm_${name} order by tenant_id, id`);
    state[name] = rows.map(({ version, updated_at, ...row }) =>
      name === "account" ? row : { ...row, version, updated_at },
    );
  }
  return state;
}

const nodes = 6;
const accountIndex = fc.nat({ max: nodes - 1 });
const word = fc.constantFrom("Acme", "Acme Ltd", "ACME Inc", "Apex");
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });

/** A random forest of accounts with all that can hang on them, and which of them to merge. */
const graph = fc.record({
  accounts: fc.array(
    fc.record({
      name: word,
      domain: maybe(fc.constantFrom("acme.test", "apex.test")),
      email: maybe(fc.constantFrom("a@acme.test", "b@acme.test")),
      phone: maybe(fc.constantFrom("+12125550100", "+12125550101")),
      employees: maybe(fc.nat({ max: 100 })),
      parent: maybe(accountIndex),
      aliased: fc.boolean(),
    }),
    { minLength: nodes, maxLength: nodes },
  ),
  contacts: fc.array(fc.record({ at: accountIndex, removed: fc.boolean() }), { maxLength: 8 }),
  locations: fc.array(fc.record({ at: accountIndex, primary: fc.boolean() }), { maxLength: 6 }),
  deals: fc.array(accountIndex, { maxLength: 4 }),
  leads: fc.array(accountIndex, { maxLength: 3 }),
  activities: fc.array(accountIndex, { maxLength: 5 }),
  taggings: fc.uniqueArray(fc.tuple(accountIndex, fc.nat({ max: 2 })), { selector: String, maxLength: 8 }),
  members: fc.shuffledSubarray([...Array(nodes).keys()], { minLength: 2, maxLength: 4 }),
});
type Graph = typeof graph extends fc.Arbitrary<infer T> ? T : never;

const olderName = { names: ["Old name"], domains: [], emails: [], phones: [] };

async function plant(shape: Graph): Promise<string[]> {
  const ids = shape.accounts.map(() => uuidv7());
  const at = (index: number) => ids[index] ?? "";
  await member.write(async ({ db }) => {
    for (const [index, { parent, aliased, ...fields }] of shape.accounts.entries()) {
      await db.insert(account).values({
        ...fields,
        id: at(index),
        searchText: accountSearchText({ ...fields, aliases: aliased ? olderName : null }),
        // Upwards only, so that the forest has no cycle.
        parentId: parent !== null && parent < index ? at(parent) : null,
        aliases: aliased ? olderName : null,
      });
    }
    const [pipe] = await db.insert(pipeline).values({ name: uuidv7() }).returning();
    const pipelineId = pipe?.id ?? "";
    const [step] = await db.insert(stage).values({ pipelineId, name: "Step", probability: 50 }).returning();
    const stageId = step?.id ?? "";
    const tags = await db
      .insert(tag)
      .values([0, 1, 2].map(() => ({ name: uuidv7() })))
      .returning();
    const insert = async <Row>(rows: Row[], run: (rows: Row[]) => PromiseLike<unknown>) => {
      if (rows.length > 0) await run(rows);
    };
    const removedAt = new Date("2026-01-01T00:00:00Z");
    await insert(
      shape.contacts.map((one) => ({
        firstName: "C",
        accountId: at(one.at),
        deletedAt: one.removed ? removedAt : null,
      })),
      (rows) => db.insert(contact).values(rows),
    );
    const primaries = new Set<number>();
    await insert(
      shape.locations.map((one) => {
        const primary = one.primary && !primaries.has(one.at);
        if (primary) primaries.add(one.at);
        return { name: "L", accountId: at(one.at), primary };
      }),
      (rows) => db.insert(location).values(rows),
    );
    await insert(
      shape.deals.map((index) => ({ name: "D", accountId: at(index), pipelineId, stageId, currency: "USD" })),
      (rows) => db.insert(deal).values(rows),
    );
    await insert(
      shape.leads.map((index) => ({ firstName: "L", accountId: at(index), currency: "USD" })),
      (rows) => db.insert(lead).values(rows),
    );
    await insert(
      shape.activities.map((index) => ({ kind: "note" as const, subject: "N", accountId: at(index) })),
      (rows) => db.insert(activity).values(rows),
    );
    await insert(
      shape.taggings.map(([index, which]) => ({ accountId: at(index), tagId: tags[which]?.id ?? "" })),
      (rows) => db.insert(tagging).values(rows),
    );
  });
  return ids;
}

async function hangingOn(ids: readonly string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const name of ["contact", "location", "deal", "lead", "activity"]) {
    const { rows } = await owner.query(`select id from crm_${name} where account_id = any($1) order by id`, [ids]);
    found[name] = rows.map((row) => row.id);
  }
  const { rows } = await owner.query("select distinct tag_id from crm_tagging where account_id = any($1) order by 1", [
    ids,
  ]);
  return { ...found, tags: rows.map((row) => row.tag_id) };
}

async function hasCycle(): Promise<boolean> {
  const { rows } = await owner.query(`
    with recursive line as (
      select id as start, parent_id from crm_account where parent_id is not null and deleted_at is null
      union
      select line.start, a.parent_id from crm_account a join line on a.id = line.parent_id where a.parent_id is not null
    ) select 1 from line where start = parent_id limit 1`);
  return rows.length > 0;
}

describe("a merge of any accounts", () => {
  test("loses nothing, makes no circle, and its undo leaves no trace", async () => {
    await fc.assert(
      fc.asyncProperty(graph, async (shape) => {
        const ids = await plant(shape);
        const [survivorId = "", ...duplicateIds] = shape.members.map((index) => ids[index] ?? "");
        const before = await wholeState();
        const hanging = await hangingOn([survivorId, ...duplicateIds]);
        const said = shape.members.map((index) => shape.accounts[index]);

        const { mergeId, account: merged } = await merge({ survivorId, duplicateIds });

        expect(await hangingOn([survivorId])).toEqual(hanging);
        expect(await hasCycle()).toBe(false);
        for (const [field, kind] of [
          ["name", "names"],
          ["domain", "domains"],
          ["email", "emails"],
          ["phone", "phones"],
        ] as const) {
          const known = [merged[field], ...(merged.aliases?.[kind] ?? [])];
          for (const one of said) if (one?.[field]) expect(known).toContain(one[field]);
        }
        if (said.some((one) => one?.employees != null)) expect(merged.employees).not.toBeNull();
        for (const id of duplicateIds) {
          expect((await member.read((ctx) => getAccount(ctx, id))).id).toBe(survivorId);
        }

        await undo(mergeId);
        expect(await wholeState()).toEqual(before);
      }),
      { numRuns: 25 },
    );
  });
});

describe("a merge", () => {
  test("keeps the chosen values and tells what it did not keep", async () => {
    const survivor = await add({ name: "Umbrella", industry: "pharma", phone: "+12125550100" });
    const ownerId = await actingAs(two.database, two.acme, "manager").write((ctx) => ensureSalesperson(ctx));
    const duplicate = await add({
      name: "Umbrella Corp",
      industry: "medical",
      phone: "+12125550199",
      employees: 12,
      ownerId,
    });
    const { account: merged } = await merge({
      survivorId: survivor.id,
      duplicateIds: [duplicate.id],
      fields: { industry: duplicate.id },
    });
    expect(merged).toMatchObject({ name: "Umbrella", industry: "medical", phone: "+12125550100", employees: 12 });
    expect(merged.aliases).toMatchObject({ names: ["Umbrella Corp"], phones: ["+12125550199"] });
    const found = await member.read((ctx) =>
      listAccounts(ctx, { search: "2125550199", filter: {}, sort: { field: "name", direction: "asc" }, limit: 10 }),
    );
    expect(found.items.map((item) => item.id)).toEqual([survivor.id]);
    const { items } = await member.read((ctx) => getAccountTimeline(ctx, { id: duplicate.id, limit: 10 }));
    expect(items.map((item) => item.type === "event" && item.name)).toEqual([
      "crm.account.merged",
      "crm.account.created",
      "crm.account.created",
    ]);
    expect(items[0]).toMatchObject({
      payload: { notKept: { industry: ["pharma"], ownerId: [ownerId] } },
      names: { [ownerId]: "acme manager" },
    });
  });

  test("previews what moves", async () => {
    const survivor = await add({ name: "Preview one" });
    const duplicate = await add({ name: "Preview two" });
    await member.write((ctx) => createContact(ctx, { firstName: "Pre", lastName: "View", accountId: duplicate.id }));
    const preview = await member.read((ctx) =>
      previewMerge(ctx, { survivorId: survivor.id, duplicateIds: [duplicate.id] }),
    );
    expect(preview.map((one) => [one.name, one.counts.contacts])).toEqual([
      ["Preview one", 0],
      ["Preview two", 1],
    ]);
  });

  test("refuses itself, strangers, and another organisation's accounts", async () => {
    const { id } = await add({ name: "Lonely" });
    const foreign = await actingAs(two.database, two.globex).write((ctx) => createAccount(ctx, { name: "Foreign" }));
    await expect(merge({ survivorId: id, duplicateIds: [id] })).rejects.toMatchObject({
      reason: "account.merge_itself",
    });
    for (const duplicateId of [randomUUID(), foreign.id]) {
      await expect(merge({ survivorId: id, duplicateIds: [duplicateId] })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  test("and another at the same time do not tear the accounts apart", async () => {
    const [one, other, third] = [
      await add({ name: "Race 1" }),
      await add({ name: "Race 2" }),
      await add({ name: "Race 3" }),
    ];
    const results = await Promise.allSettled([
      merge({ survivorId: one.id, duplicateIds: [other.id, third.id] }),
      merge({ survivorId: other.id, duplicateIds: [third.id, one.id] }),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find((result) => result.status === "rejected")).toMatchObject({ reason: { code: "NOT_FOUND" } });
  });

  test("under way makes a new contact of the duplicate wait and then says the account is gone", async () => {
    const survivor = await add({ name: "Waits 1" });
    const duplicate = await add({ name: "Waits 2" });
    let adding: Promise<unknown> = Promise.resolve();
    await member.write(async (ctx) => {
      await mergeAccounts(ctx, { survivorId: survivor.id, duplicateIds: [duplicate.id], fields: {} });
      adding = member.write((other) => createContact(other, { firstName: "Late", accountId: duplicate.id }));
      adding.catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    await expect(adding).rejects.toMatchObject({ reason: "reference_unknown", details: { field: "accountId" } });
  });

  test("knows every table that refers to an account", async () => {
    const { rows } = await owner.query<{ referring: string; columns: string[] }>(`
      select c.conrelid::regclass::text as referring,
        array(select attname::text from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any(c.conkey)) as columns
      from pg_constraint c where c.contype = 'f' and c.confrelid = 'crm_account'::regclass`);
    const referring = rows.map((row) => `${row.referring}.${row.columns.find((name) => name !== "tenant_id")}`).sort();
    const handled = [
      ...Object.values(followers).map((table) => `${getTableName(table)}.account_id`),
      "crm_tagging.account_id",
      "crm_account.parent_id",
      // Leads on from merged accounts, and the record of the merge itself: both stay.
      "crm_account.merged_into_id",
      "crm_account_merge.survivor_id",
    ].sort();
    expect(referring).toEqual(handled);
  });
});

describe("undoing a merge", () => {
  test("keeps what people changed since, and leaves moved records where they were put", async () => {
    const survivor = await add({ name: "Later 1" });
    const duplicate = await add({ name: "Later 2", industry: "retail", employees: 5 });
    const elsewhere = await add({ name: "Later 3" });
    const [stays, goes] = await Promise.all(
      ["Stays", "Goes"].map((firstName) =>
        member.write((ctx) => createContact(ctx, { firstName, accountId: duplicate.id })),
      ),
    );
    const { mergeId } = await merge({ survivorId: survivor.id, duplicateIds: [duplicate.id] });
    await member.write((ctx) => updateAccount(ctx, { id: survivor.id, industry: "wholesale" }));
    await member.write((ctx) => updateContact(ctx, { id: goes?.id ?? "", accountId: elsewhere.id }));
    const restored = await undo(mergeId);
    expect(restored).toMatchObject({ industry: "wholesale", employees: null, aliases: null });
    const rows = await member.read(({ db }) =>
      db
        .select({ name: contact.name, accountId: contact.accountId })
        .from(contact)
        .where(eq(contact.id, stays?.id ?? "")),
    );
    expect(rows).toEqual([{ name: "Stays", accountId: duplicate.id }]);
    const [moved] = await member.read(({ db }) =>
      db
        .select()
        .from(contact)
        .where(eq(contact.id, goes?.id ?? "")),
    );
    expect(moved?.accountId).toBe(elsewhere.id);
  });

  test("works once, and only while nothing was merged on top", async () => {
    const [one, other, third] = [
      await add({ name: "Once 1" }),
      await add({ name: "Once 2" }),
      await add({ name: "Once 3" }),
    ];
    const first = await merge({ survivorId: one.id, duplicateIds: [other.id] });
    const second = await merge({ survivorId: third.id, duplicateIds: [one.id] });
    await expect(undo(first.mergeId)).rejects.toMatchObject({ reason: "account.merge_superseded" });
    expect((await member.read((ctx) => getAccount(ctx, other.id))).id).toBe(third.id);
    await undo(second.mergeId);
    await undo(first.mergeId);
    await expect(undo(first.mergeId)).rejects.toMatchObject({ reason: "account.merge_already_undone" });
    await expect(undo(randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
