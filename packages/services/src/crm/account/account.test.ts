import { randomUUID } from "node:crypto";
import { createAccountInput, listAccountsInput, updateAccountInput } from "@steward/contracts/crm/account";
import { account } from "@steward/db/schema";
import { type Acting, actingAs, createTwoTenants, type TwoTenants } from "@steward/testing";
import { eq } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTag } from "../tag/tag.ts";
import { createAccount, removeAccounts, restoreAccounts, updateAccount } from "./account.ts";
import { updateManyAccounts } from "./bulk.ts";
import { findDuplicateAccounts } from "./duplicates.ts";
import { exportAccounts } from "./export.ts";
import { countAccounts, getAccount, listAccounts } from "./queries.ts";

let two: TwoTenants;
let member: Acting;
let other: Acting;
beforeAll(async () => {
  two = await createTwoTenants();
  member = actingAs(two.database, two.acme);
  other = actingAs(two.database, two.globex);
});
afterAll(() => two.close());

const add = (input: Record<string, unknown>, by = member) =>
  by.write((ctx) => createAccount(ctx, createAccountInput.parse(input)));
const change = (input: Record<string, unknown>, by = member) =>
  by.write((ctx) => updateAccount(ctx, updateAccountInput.parse(input)));
const list = (input: Record<string, unknown> = {}, by = member) =>
  by.read((ctx) => listAccounts(ctx, listAccountsInput.parse(input)));
const namesIn = async (input: Record<string, unknown>) => (await list(input)).items.map((item) => item.name);

describe("an account", () => {
  test("that was merged into itself, past the rules, and removed is not found, and not looked for without end", async () => {
    const { id } = await add({ name: "Ouroboros" });
    const itself = { mergedIntoId: id, deletedAt: new Date() };
    await member.write((ctx) => ctx.db.update(account).set(itself).where(eq(account.id, id)));
    await expect(member.read((ctx) => getAccount(ctx, id))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("belongs to who adds it, reads its phone by the organisation's country and its web site as a host", async () => {
    const made = await add({
      name: " Wayne Enterprises ",
      phone: "(212) 555-0123",
      domain: "https://www.wayne.test/x",
    });
    expect(made).toMatchObject({ name: "Wayne Enterprises", phone: "+12125550123", domain: "wayne.test", version: 1 });
    expect(made.owner?.name).toBe("acme member");
    const german = await add({ name: "Wayne GmbH", phone: "030 901820", ownerId: null }, other);
    expect(german).toMatchObject({ phone: "+4930901820", owner: null });
  });

  test("is answered when it is added as it is answered afterwards, also by who owns nothing yet", async () => {
    const tag = await member.write((ctx) => createTag(ctx, { name: "Answered alike" }));
    const parent = await add({ name: "Above" });
    for (const [input, by] of [
      [{ name: "Alone", ownerId: null }, member],
      [{ name: "Mine", employees: 7, annualRevenueMinor: 9_007_199_254_740_991, foundedYear: 1999 }, member],
      [{ name: "Below", parentId: parent.id, tagIds: [tag.id], description: "…" }, member],
      [{ name: "First of somebody" }, actingAs(two.database, two.acme, "guest")],
    ] as const) {
      const made = await add(input, by);
      expect(made).toEqual(await member.read((ctx) => getAccount(ctx, made.id)));
      expect(made.owner?.name).toBe("ownerId" in input ? undefined : by === member ? "acme member" : "acme guest");
    }
  });

  test("refuses what nobody could use later, under the field's own name", async () => {
    await expect(add({ name: "Nobody", phone: "ask reception" })).rejects.toMatchObject({
      code: "INVALID",
      reason: "phone_invalid",
      details: { field: "phone" },
    });
    expect(createAccountInput.safeParse({ name: "x".repeat(10_000) }).error?.issues[0]?.path).toEqual(["name"]);
  });

  test("is not overwritten by somebody who read it earlier", async () => {
    const made = await add({ name: "Stark Industries" });
    await change({ id: made.id, version: 1, industry: "energy" });
    await expect(change({ id: made.id, version: 1, industry: "weapons" })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "record_changed",
    });
    expect((await change({ id: made.id, version: 2, industry: "energy" })).version).toBe(2);
  });

  test("does not exist for another organisation, whatever is tried", async () => {
    const { id } = await add({ name: "Secret Account" });
    const unknown = { code: "NOT_FOUND", reason: "not_found" };
    for (const target of [id, randomUUID()]) {
      await expect(other.read((ctx) => getAccount(ctx, target))).rejects.toMatchObject(unknown);
      await expect(change({ id: target, name: "Mine now" }, other)).rejects.toMatchObject(unknown);
      await expect(other.write((ctx) => removeAccounts(ctx, [target]))).rejects.toMatchObject(unknown);
      await expect(add({ name: "Child", parentId: target }, other)).rejects.toMatchObject({
        code: "INVALID",
        reason: "reference_unknown",
        details: { field: "parentId" },
      });
    }
  });

  test("never stands above itself", async () => {
    const top = await add({ name: "Top" });
    const middle = await add({ name: "Middle", parentId: top.id });
    const bottom = await add({ name: "Bottom", parentId: middle.id });
    await expect(change({ id: top.id, parentId: bottom.id })).rejects.toMatchObject({ reason: "account.parent_cycle" });
    await expect(change({ id: top.id, parentId: top.id })).rejects.toMatchObject({ reason: "account.parent_cycle" });
    expect((await change({ id: bottom.id, parentId: top.id })).parent?.name).toBe("Top");
  });

  test("leaves every list when removed and comes back as it was", async () => {
    const { id } = await add({ name: "Phoenix Trading" });
    await member.write((ctx) => removeAccounts(ctx, [id]));
    expect(await namesIn({ search: "phoenix" })).toEqual([]);
    await member.write((ctx) => restoreAccounts(ctx, [id]));
    expect(await namesIn({ search: "phoenix" })).toEqual(["Phoenix Trading"]);
  });
});

describe("the list of accounts", () => {
  test("finds by name, domain and phone, with a slip of the finger", async () => {
    await add({ name: "Hottechi", domain: "hottechi.test", phone: "+1 415 555 0123", email: "info@hottechi.test" });
    for (const search of ["hottechi", "hotechi", "HOTT", "hottechi.test", "415 555 0123", "info@hott"]) {
      expect(await namesIn({ search })).toEqual(["Hottechi"]);
    }
  });

  test("stand in the order of a dictionary, page by page, whatever their capitals and accents", async () => {
    const inOrder = ["Order condax", "Order Dalt", "Order dambase", "Order Éclair", "Order Zoom"];
    for (const name of inOrder.toReversed()) await add({ name, industry: "dictionary" });
    const first = await list({ filter: { industry: ["dictionary"] }, limit: 3 });
    const second = await list({ filter: { industry: ["dictionary"] }, limit: 3, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map((item) => item.name)).toEqual(inOrder);
  });

  test("filters, counts and pages alike", async () => {
    const tag = await member.write((ctx) => createTag(ctx, { name: "Filter test" }));
    for (let number = 0; number < 7; number++) {
      await add({
        name: `Paged ${number}`,
        industry: "paging",
        employees: number * 10,
        tagIds: number < 5 ? [tag.id] : [],
      });
    }
    const filter = { industry: ["paging"], tagId: [tag.id], employees: { min: 10, max: 40 } };
    const first = await list({ filter, limit: 3, sort: { field: "name", direction: "desc" } });
    const second = await list({
      filter,
      limit: 3,
      sort: { field: "name", direction: "desc" },
      cursor: first.nextCursor,
    });
    expect([...first.items, ...second.items].map((item) => item.name)).toEqual([
      "Paged 4",
      "Paged 3",
      "Paged 2",
      "Paged 1",
    ]);
    expect(second.nextCursor).toBeNull();
    expect(first.items[0]?.tags).toEqual([{ id: tag.id, name: "Filter test", colour: "grey" }]);
    expect(await member.read((ctx) => countAccounts(ctx, listAccountsInput.parse({ filter })))).toBe(4);
  });

  test("reads days by the organisation's own midnight", async () => {
    const { id } = await add({ name: "Night owl" });
    // 23:30 on the 9th in New York, already the 10th in UTC.
    const owner = new pg.Client({ connectionString: two.ownerUrl });
    await owner.connect();
    await owner.query("update crm_account set created_at = '2026-01-10T04:30:00Z' where id = $1", [id]);
    await owner.end();
    expect(await namesIn({ filter: { createdAt: { from: "2026-01-09", to: "2026-01-09" } } })).toEqual(["Night owl"]);
    expect(await namesIn({ filter: { createdAt: { from: "2026-01-10", to: "2026-01-10" } } })).toEqual([]);
  });
});

describe("a bulk change", () => {
  test("answers with what takes it back, exactly", async () => {
    const tag = await member.write((ctx) => createTag(ctx, { name: "Bulk test" }));
    const before = [
      await add({ name: "Bulk A", industry: "retail", tagIds: [tag.id] }),
      await add({ name: "Bulk B", industry: "retail" }),
      await add({ name: "Bulk C", ownerId: null }),
    ];
    const ids = before.map((item) => item.id);
    const { count, undo } = await member.write((ctx) =>
      updateManyAccounts(ctx, { ids: [...ids, randomUUID()], industry: "finance", ownerId: null, addTagIds: [tag.id] }),
    );
    expect(count).toBe(3);
    for (const id of ids) {
      const changed = await member.read((ctx) => getAccount(ctx, id));
      expect(changed).toMatchObject({ industry: "finance", owner: null, tags: [{ id: tag.id }] });
    }
    for (const input of undo) await member.write((ctx) => updateManyAccounts(ctx, input));
    for (const was of before) {
      const { version: _, updatedAt: __, ...restored } = await member.read((ctx) => getAccount(ctx, was.id));
      const { version: ___, updatedAt: ____, ...wanted } = was;
      expect(restored).toEqual(wanted);
    }
  });
});

describe("duplicates", () => {
  test("are found by web site or by a name written alike, not by chance", async () => {
    const made = await add({ name: "Betasoloin Ltd", domain: "betasoloin.test" });
    const find = (input: Parameters<typeof findDuplicateAccounts>[1]) =>
      member.read((ctx) => findDuplicateAccounts(ctx, input));
    expect(await find({ name: "Betasolin" })).toMatchObject([{ id: made.id, reason: "name" }]);
    expect(await find({ name: "The BETASOLOIN Inc." })).toMatchObject([{ id: made.id, score: 1 }]);
    expect(await find({ name: "Other", domain: "www.betasoloin.test" })).toMatchObject([{ reason: "domain" }]);
    expect(await find({ name: "Betasoloin Ltd", exceptId: made.id })).toEqual([]);
    expect(await find({ name: "Quantum Bakery" })).toEqual([]);
  });

  test("are found from either side, although the account looked at matches its own name best", async () => {
    for (const [name, alike] of [
      ["Briar Creek Foods", "Briar Creek Food Ltd"],
      ["Gammaplex", "Gamaplex"],
    ]) {
      const [one, other] = [await add({ name }), await add({ name: alike })];
      const namesLike = async (account: typeof one) =>
        (await member.read((ctx) => findDuplicateAccounts(ctx, { name: account.name, exceptId: account.id }))).map(
          (candidate) => candidate.name,
        );
      expect(await namesLike(one)).toEqual([alike]);
      expect(await namesLike(other)).toEqual([name]);
    }
  });
});

describe("the export", () => {
  test("writes formulas that no spreadsheet runs, in as many stretches as asked", async () => {
    await add({ name: "=cmd|' /C calc'!A0", industry: "export test", annualRevenueMinor: 110_004 });
    await add({ name: 'Plain, "quoted"', industry: "export test" });
    const input = { ...listAccountsInput.parse({ filter: { industry: ["export test"] } }), limit: 1 };
    const first = await member.read((ctx) => exportAccounts(ctx, input));
    const second = await member.read((ctx) => exportAccounts(ctx, { ...input, cursor: first.nextCursor }));
    const [header, row] = first.text.split("\r\n");
    expect(header).toMatch(/^\uFEFFName,Website,/);
    expect(row).toMatch(/^'=cmd\|' \/C calc'!A0,,,,export test,,1100\.04,/);
    expect(second.text).toMatch(/^"Plain, ""quoted""",/);
    expect(second.nextCursor).toBeNull();
  });
});
