import { readFileSync } from "node:fs";
import { createAccountInput, mergeAccountsInput } from "@steward/contracts/crm/account";
import { account, dataImport, deal, dealStage, location, product, salesperson } from "@steward/db/schema";
import { aliasedTable, and, asc, between, count, eq, isNotNull, isNull, sum } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceContext } from "../../kernel/index.ts";
import { createAccount, updateAccount } from "../account/account.ts";
import { mergeAccounts } from "../account/merge.ts";
import { undoMerge } from "../account/merge-undo.ts";
import { createActivity } from "../activity/activity.ts";
import { moveDeal } from "../deal/deal.ts";
import { type Content, createImportFixture, type Importer, type ImportFixture } from "./import-fixture.ts";
import { getErrorFile, getImport, listImportRows, listImports } from "./import-queries.ts";
import { cancelImport, removeImport, retryImport, startImport } from "./imports.ts";
import { runImport } from "./run.ts";
import { undoImport } from "./undo.ts";

const files = new URL("../../../../testing/fixtures/crm-sales/", import.meta.url);
const file = (name: string) => readFileSync(new URL(name, files));
const refused = (code: string, reason: string) => expect.objectContaining({ code, reason });
const listInput = { filter: {}, sort: { field: "createdAt", direction: "desc" }, limit: 50 } as const;

let fixture: ImportFixture;
/** A database for the tests of one description: what one of them leaves behind must not reach the others. */
function useFixture(): void {
  beforeAll(async () => {
    fixture = await createImportFixture();
  });
  afterAll(() => fixture?.close());
}

async function importAll(who: Importer, content: Content, options = {}, fileName = "file.csv") {
  const id = await who.upload(content, fileName);
  await who.configure(id, { options });
  return who.run(id);
}

const choose = (values: object, rest = {}) => ({ values, blank: "empty", invalid: "fail", ...rest }) as never;

describe("four files of a sales team", () => {
  useFixture();
  const ids: string[] = [];

  it("come in with every row accounted for", async () => {
    const { acme } = fixture;
    for (const [name, created] of [
      ["accounts", 85],
      ["products", 7],
      ["sales_teams", 35],
    ] as const) {
      const id = await acme.upload(file(`${name}.csv`), `${name}.csv`);
      expect(await acme.run(id)).toMatchObject({
        status: "completed",
        createdCount: created,
        failedCount: 0,
        skippedCount: 0,
      });
      ids.push(id);
    }
    const id = await acme.upload(file("sales_pipeline.csv"), "sales_pipeline.csv");
    ids.push(id);
    const review = await acme.review(id);
    expect(review.counts).toMatchObject({ created: 7_320, failed: 1_480 });
    const field = (name: string) => review.fields.find((each) => each.field === name);
    expect(field("account")).toMatchObject({ blankRows: 1_425, matchedValues: 85, unmatchedValues: 0 });
    expect(field("owner")).toMatchObject({ matchedValues: 30, unmatchedValues: 0 });
    const [gtxPro] = field("product")?.unmatched ?? [];
    expect(gtxPro).toMatchObject({ text: "GTXPro", count: 1_480, suggestion: { name: "GTX Pro", close: true } });
    await acme.configure(id, {
      options: { choices: { product: choose({ GTXPro: { action: "use", id: gtxPro?.suggestion?.id } }) } },
    });
    expect(await acme.run(id)).toMatchObject({
      status: "completed",
      createdCount: 8_800,
      failedCount: 0,
      processedCount: 8_800,
    });
  });

  it("show the figures of the files", async () => {
    const { acme } = fixture;
    const of = (...where: Parameters<typeof and>) =>
      acme.look(({ db }) =>
        db
          .select({ count: count(), sum: sum(deal.amountMinor).mapWith(Number) })
          .from(deal)
          .where(and(...where)),
      );
    expect(await of(eq(deal.status, "won"))).toEqual([{ count: 4_238, sum: 1_000_553_400 }]);
    expect(await of(eq(deal.status, "lost"))).toMatchObject([{ count: 2_473 }]);
    expect(await of(eq(deal.status, "won"), between(deal.closedOn, "2017-03-01", "2017-03-31"))).toEqual([
      { count: 531, sum: 113_467_200 },
    ]);
    expect(await of(isNull(deal.accountId))).toMatchObject([{ count: 1_425 }]);
    expect(await of(isNull(deal.productId))).toMatchObject([{ count: 0 }]);
    const parent = aliasedTable(account, "parent");
    const parents = await acme.look(({ db }) =>
      db
        .select({ name: account.name, parent: parent.name, revenue: account.annualRevenueMinor })
        .from(account)
        .innerJoin(parent, and(eq(parent.tenantId, account.tenantId), eq(parent.id, account.parentId)))
        .orderBy(asc(account.name)),
    );
    expect(parents).toHaveLength(15);
    // Its parent stands further down in the file.
    expect(parents).toContainEqual(expect.objectContaining({ name: "Cheers", parent: "Massive Dynamic" }));
    const [acmeCorporation] = await acme.look(({ db }) =>
      db
        .select({ revenue: account.annualRevenueMinor, country: location.country })
        .from(account)
        .innerJoin(location, and(eq(location.tenantId, account.tenantId), eq(location.accountId, account.id)))
        .where(eq(account.name, "Acme Corporation")),
    );
    expect(acmeCorporation).toEqual({ revenue: 110_004_000_000, country: "United States" });
  });

  it("give each deal the history its dates tell", async () => {
    const rows = await fixture.acme.look(({ db }) =>
      db
        .select({ entered: dealStage.enteredAt, left: dealStage.leftAt })
        .from(deal)
        .innerJoin(dealStage, and(eq(dealStage.tenantId, deal.tenantId), eq(dealStage.dealId, deal.id)))
        .where(eq(deal.externalRef, "1C1I7A6R")),
    );
    // Midnights of 20 October 2016 and 1 March 2017 in New York.
    expect(rows).toEqual([{ entered: new Date("2016-10-20T04:00:00Z"), left: new Date("2017-03-01T05:00:00Z") }]);
  });

  it("are nothing to another organisation", async () => {
    const { globex } = fixture;
    expect(await globex.look((ctx) => listImports(ctx, listInput))).toMatchObject({ items: [] });
    for (const id of ids) {
      await expect(globex.look((ctx) => getImport(ctx, id))).rejects.toEqual(refused("NOT_FOUND", "not_found"));
      await expect(globex.act((ctx) => undoImport(ctx, { id, keepChanged: true }))).rejects.toEqual(
        refused("NOT_FOUND", "not_found"),
      );
      expect(await globex.look((ctx) => listImportRows(ctx, { id, limit: 10 }))).toMatchObject({
        items: [],
      });
    }
  });

  it("bring nothing twice", async () => {
    const again = await fixture.acme.run(await fixture.acme.upload(file("accounts.csv"), "accounts.csv"));
    expect(again).toMatchObject({ createdCount: 0, skippedCount: 85 });
  });

  it("are taken back, except what people have worked on", async () => {
    const { acme } = fixture;
    const [accounts = "", , team = "", pipeline = ""] = ids;
    await expect(acme.act((ctx) => undoImport(ctx, { id: accounts, keepChanged: false }))).rejects.toMatchObject({
      reason: "import.undo_blocked",
      details: { kept: 85, records: expect.arrayContaining(["Acme Corporation: in use by a deal"]) },
    });
    const [open, noted] = await acme.look(({ db }) =>
      db
        .select({ id: deal.id, stageId: deal.stageId, accountId: deal.accountId, ownerId: deal.ownerId })
        .from(deal)
        .where(and(eq(deal.status, "open"), isNotNull(deal.accountId)))
        .orderBy(asc(deal.externalRef))
        .limit(2),
    );
    const stages = await acme.act((ctx) => ctx.db.selectDistinct({ id: deal.stageId }).from(deal));
    const elsewhere = stages.find(({ id }) => id !== open?.stageId)?.id ?? "";
    await acme.act((ctx) => moveDeal(ctx, { id: open?.id ?? "", stageId: elsewhere }));
    await acme.act((ctx) => createActivity(ctx, { kind: "note", subject: "Called back", dealId: noted?.id ?? "" }));
    await expect(acme.act((ctx) => undoImport(ctx, { id: pipeline, keepChanged: false }))).rejects.toMatchObject({
      details: { kept: 2, removable: 8_798 },
    });
    expect(await acme.act((ctx) => undoImport(ctx, { id: pipeline, keepChanged: true }))).toMatchObject({
      removed: 8_798,
      kept: 2,
    });
    const after = await acme.look((ctx) => getImport(ctx, pipeline));
    expect(after).toMatchObject({
      status: "undone",
      kept: [{ reason: "changed since the import" }, { reason: "in use by an activity" }],
    });
    // What the two remaining deals refer to stays with them.
    const undone = await acme.act((ctx) => undoImport(ctx, { id: accounts, keepChanged: true }));
    const kept = new Set([open?.accountId, noted?.accountId]).size;
    expect(undone.kept).toBeGreaterThanOrEqual(kept);
    expect(undone.removed + undone.kept).toBe(170);
    expect(await acme.act((ctx) => undoImport(ctx, { id: team, keepChanged: true }))).toMatchObject({
      kept: new Set([open?.ownerId, noted?.ownerId]).size,
    });
    await expect(acme.act((ctx) => undoImport(ctx, { id: team, keepChanged: true }))).rejects.toEqual(
      refused("PRECONDITION", "import.not_undoable"),
    );
  });
});

describe("deals before their accounts", () => {
  useFixture();
  it("lose nothing: accounts, products and owners are created from the columns", async () => {
    const who = fixture.globex;
    const lines = file("sales_pipeline.csv").toString().split("\n").slice(0, 1_501);
    const distinct = (column: number) => new Set(lines.slice(1).flatMap((line) => line.split(",")[column] || [])).size;
    const [people, products, accounts] = [distinct(1), distinct(2), distinct(3)];
    const id = await who.upload(lines.join("\n"), "sales_pipeline.csv");
    expect((await who.review(id)).counts).toMatchObject({ created: 0, failed: 1_500 });
    const create = choose({}, { others: "create" });
    await who.configure(id, { options: { choices: { account: create, product: create, owner: create } } });
    expect(await who.run(id)).toMatchObject({ createdCount: 1_500, failedCount: 0 });
    const counts = () =>
      who.look(({ db }) => Promise.all([db.$count(salesperson), db.$count(product), db.$count(account)]));
    expect(await counts()).toEqual([people, products, accounts]);
    expect(await who.act((ctx) => undoImport(ctx, { id, keepChanged: false }))).toMatchObject({
      removed: 1_500 + people + products + accounts,
      kept: 0,
    });
    expect(await counts()).toEqual([0, 0, 0]);
  });
});

describe("what people choose", () => {
  useFixture();
  it("keeps skipped and failed rows with their reasons, to be corrected or read again", async () => {
    const { globex } = fixture;
    const csv =
      'name,owner,founded,employees\nA Ltd,Sam,1999,5\nB Ltd,,not known,"1,200"\n,,,\n,Sam,,7\n"=cmd|\' /C calc\'!A0",,2001,3\n';
    const done = await importAll(globex, csv, { choices: { owner: choose({}, { others: "skip" }) } });
    expect(done).toMatchObject({ createdCount: 1, skippedCount: 1, failedCount: 2 });
    const { items } = await globex.look((ctx) => listImportRows(ctx, { id: done.id, limit: 50 }));
    expect(items).toMatchObject([
      { line: 2, status: "skipped", reasons: ["Owner: rows with “Sam” are left out"] },
      { line: 3, status: "failed", reasons: ["Founded: “not known” is no whole number"] },
      { line: 5, status: "failed", reasons: ["The name is missing"] },
      { line: 6, status: "created", reasons: [] },
    ]);
    const { text: errors } = await globex.look((ctx) => getErrorFile(ctx, { id: done.id }));
    expect(errors).toBe(
      "\uFEFFname,owner,founded,employees,Import line,Import reasons\r\n" +
        "A Ltd,Sam,1999,5,2,Owner: rows with “Sam” are left out\r\n" +
        'B Ltd,,not known,"1,200",3,Founded: “not known” is no whole number\r\n' +
        ",Sam,,7,5,The name is missing\r\n",
    );
    const { id } = await globex.act((ctx) => retryImport(ctx, done.id));
    await globex.configure(id, {
      options: { choices: { foundedYear: choose({}, { invalid: "empty" }), owner: choose({}, { others: "create" }) } },
    });
    expect(await globex.run(id)).toMatchObject({ rowCount: 3, createdCount: 2, failedCount: 1 });
    for (const each of [id, done.id]) await globex.act((ctx) => undoImport(ctx, { id: each, keepChanged: false }));
  });

  it("creates what rows name only for rows that come in, spellings that differ in case being one", async () => {
    const { globex } = fixture;
    const csv = "name,owner,founded\nA,Sam,1999\nB,Kim,not known\nC,SAM,\nC,Lee,\nragged\n";
    const done = await importAll(globex, csv, { choices: { owner: choose({}, { others: "create" }) } });
    expect(done).toMatchObject({ createdCount: 2, skippedCount: 1, failedCount: 2 });
    const people = () => globex.look(({ db }) => db.select({ name: salesperson.name }).from(salesperson));
    expect(await people()).toEqual([{ name: "Sam" }]);
    await globex.act((ctx) => undoImport(ctx, { id: done.id, keepChanged: false }));
    expect(await people()).toEqual([]);
  });

  it("stores a formula as text and exports it harmless, and takes its own export back", async () => {
    const { globex } = fixture;
    const done = await importAll(globex, "name,founded\n=cmd|' /C calc'!A0,x\n@SUM(A1),1990\n");
    const { text: csv } = await globex.look((ctx) => getErrorFile(ctx, { id: done.id }));
    expect(csv).toContain("'=cmd|' /C calc'!A0,x,2,");
    const again = await importAll(globex, csv, { choices: { foundedYear: choose({}, { invalid: "empty" }) } });
    expect(
      await globex.look(({ db }) => db.select({ name: account.name }).from(account).orderBy(asc(account.id))),
    ).toEqual([{ name: "@SUM(A1)" }, { name: "=cmd|' /C calc'!A0" }]);
    for (const { id } of [again, done]) await globex.act((ctx) => undoImport(ctx, { id, keepChanged: false }));
  });

  it("finds rows that are there already by the chosen key, updates them, and gives them back as they were", async () => {
    const { globex } = fixture;
    const first = await importAll(
      globex,
      "name,website,city\nNorthwind,northwind.example,Leeds\nContoso,contoso.example,\n",
    );
    const rows = () =>
      globex.look(({ db }) =>
        db
          .select({
            name: account.name,
            domain: account.domain,
            industry: account.industry,
            search: account.searchText,
            city: location.city,
          })
          .from(account)
          .leftJoin(location, eq(location.accountId, account.id))
          .orderBy(asc(account.name)),
      );
    const before = await rows();
    const second = await importAll(
      globex,
      "name,website,sector,city\nNorthwind Traders,www.northwind.example,Retail,York\nContoso,contoso.example,,\nFabrikam,fabrikam.example,,\nFabrikam Inc,fabrikam.example,Tools,\n",
      { duplicates: "update", matchKey: "domain" },
    );
    expect(second).toMatchObject({ createdCount: 1, updatedCount: 2, unchangedCount: 1 });
    expect(await rows()).toMatchObject([
      { name: "Contoso", industry: null },
      { name: "Fabrikam Inc", industry: "Tools" },
      { name: "Northwind Traders", industry: "Retail", search: "northwind traders northwind.example", city: "York" },
    ]);
    await globex.act((ctx) => undoImport(ctx, { id: second.id, keepChanged: false }));
    expect(await rows()).toEqual(before);
    await globex.act((ctx) => undoImport(ctx, { id: first.id, keepChanged: false }));
  });

  it("asks of whoever takes it back what it asked of whoever started it", async () => {
    const { globex } = fixture;
    const { id } = await importAll(globex, "name,sector\nNorthwind,Retail\n");
    const undo = (ctx: ServiceContext) => undoImport(ctx, { id, keepChanged: false });
    const withoutAccounts = (ctx: ServiceContext): ServiceContext => {
      const permissions = new Set(ctx.actor.permissions);
      permissions.delete("crm.account.write");
      return { ...ctx, actor: { ...ctx.actor, permissions } };
    };
    await expect(globex.act((ctx) => undo(withoutAccounts(ctx)))).rejects.toMatchObject({
      code: "FORBIDDEN",
      details: { permission: "crm.account.write" },
    });
    await globex.act(undo);
  });

  it("does not overwrite what somebody has changed since", async () => {
    const { globex } = fixture;
    const first = await importAll(globex, "name,sector\nNorthwind,Retail\n");
    const second = await importAll(globex, "name,sector\nNorthwind,Wholesale\n", { duplicates: "update" });
    const [row] = await globex.look(({ db }) => db.select({ id: account.id }).from(account));
    await globex.act((ctx) => updateAccount(ctx, { id: row?.id ?? "", industry: "Import" }));
    await expect(globex.act((ctx) => undoImport(ctx, { id: second.id, keepChanged: false }))).rejects.toMatchObject({
      details: { kept: 1, records: ["Northwind: changed since the import"] },
    });
    await globex.act((ctx) => undoImport(ctx, { id: second.id, keepChanged: true }));
    expect(await globex.look(({ db }) => db.select({ industry: account.industry }).from(account))).toEqual([
      { industry: "Import" },
    ]);
    await globex.act((ctx) => undoImport(ctx, { id: first.id, keepChanged: true }));
    await globex.act(({ db }) => db.delete(account));
  });

  it("moves deals by a second file, and undo puts them and their history back", async () => {
    const { globex } = fixture;
    const head = "opportunity id,name,stage,close date,amount\n";
    const first = await importAll(
      globex,
      `${head}1,One,Prospecting,,10\n2,Two,Engaging,,20\n3,Three,Won,2020-01-31,30\n`,
    );
    const state = () =>
      globex.look(async ({ db }) => [
        await db
          .select({
            ref: deal.externalRef,
            status: deal.status,
            stageId: deal.stageId,
            closedOn: deal.closedOn,
            amount: deal.amountMinor,
          })
          .from(deal)
          .orderBy(asc(deal.externalRef)),
        await db
          .select({ id: dealStage.id, entered: dealStage.enteredAt, left: dealStage.leftAt })
          .from(dealStage)
          .orderBy(asc(dealStage.id)),
      ]);
    const before = await state();
    const second = await importAll(globex, `${head}1,,Negotiation,,11\n2,,Lost,2024-05-01,\n3,,Engaging,,\n`, {
      duplicates: "update",
    });
    expect(second).toMatchObject({ updatedCount: 3, createdCount: 0 });
    const [deals] = await state();
    expect(deals).toMatchObject([
      { status: "open", amount: 1_100 },
      { status: "lost", closedOn: "2024-05-01", amount: 2_000 },
      { status: "open", closedOn: null },
    ]);
    await globex.act((ctx) => undoImport(ctx, { id: second.id, keepChanged: false }));
    expect(await state()).toEqual(before);
    await globex.act((ctx) => undoImport(ctx, { id: first.id, keepChanged: false }));
  });

  it("refuses rows that would break a rule, and only those", async () => {
    const { globex } = fixture;
    const long = "x".repeat(10_000);
    const accounts = await importAll(
      globex,
      `account name,email\n${long},a@b.example\nFine,nobody\nAlso fine,a@b.example\n`,
    );
    expect(accounts).toMatchObject({ createdCount: 1, failedCount: 2 });
    const { items } = await globex.look((ctx) =>
      listImportRows(ctx, { id: accounts.id, status: ["failed"], limit: 10 }),
    );
    expect(items.map(({ reasons }) => reasons)).toEqual([
      ["Name: Use at most 200 characters"],
      ["E-mail: “nobody” is no e-mail address"],
    ]);
    const products = await importAll(globex, "product,sku,sales price\nA,1,5\nB,1,6\na,2,7\n", {
      duplicates: "create",
    });
    expect(products).toMatchObject({ createdCount: 1, failedCount: 2 });
    const deals = await importAll(
      globex,
      "deal name,stage,created date,close date\nA,Won,2020-02-01,2020-01-01\nB,Won,,2999-01-01\nC,Lost,,\nD,Won,,2020-01-01\n",
    );
    expect(deals).toMatchObject({ createdCount: 1, failedCount: 3 });
    const circle = await importAll(globex, "name,parent\nTop,Bottom\nBottom,Top\nSide,Top\nSelf,Self\n");
    expect(circle).toMatchObject({ createdCount: 4 });
    const linked = await globex.look(({ db }) =>
      db.select({ name: account.name }).from(account).where(isNotNull(account.parentId)),
    );
    expect(linked).toEqual([{ name: "Side" }]);
    for (const { id } of [circle, deals, products, accounts])
      await globex.act((ctx) => undoImport(ctx, { id, keepChanged: false }));
  });
});

describe("an import that does not end well", () => {
  useFixture();
  const csv = `name\n${Array.from({ length: 2_500 }, (_, index) => `Account ${index}`).join("\n")}`;

  it("leaves nothing behind when it breaks off, and completes when it is tried again", async () => {
    const { globex } = fixture;
    const id = await globex.upload(csv);
    await globex.act((ctx) => startImport(ctx, { id }));
    let transactions = 0;
    const dying = globex.job({
      lastAttempt: false,
      transaction: async (work) => {
        // The one that holds all rows, the claim, the first report; then the line is cut.
        if (++transactions === 4) throw new Error("connection lost");
        return globex.act(work);
      },
    });
    await expect(runImport(dying, id)).rejects.toThrow("connection lost");
    expect(await globex.look(({ db }) => db.$count(account))).toBe(0);
    // What the outside saw of it.
    expect(await globex.look((ctx) => getImport(ctx, id))).toMatchObject({ status: "running", processedCount: 1_000 });
    await runImport(globex.job({ attempt: 2 }), id);
    expect(await globex.look((ctx) => getImport(ctx, id))).toMatchObject({ status: "completed", createdCount: 2_500 });
    await runImport(globex.job({ attempt: 3 }), id);
    expect(await globex.look(({ db }) => db.$count(account))).toBe(2_500);
    await globex.act((ctx) => undoImport(ctx, { id, keepChanged: false }));
  });

  it("is not done by two workers at once", async () => {
    const { globex } = fixture;
    const id = await globex.upload(csv);
    await globex.act((ctx) => startImport(ctx, { id }));
    const outcomes = await Promise.allSettled([runImport(globex.job(), id), runImport(globex.job(), id)]);
    // Whoever comes second either finds it done or is told to come back, and has changed nothing.
    const reasons = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.reason] : []));
    expect(["", "import.held_elsewhere"]).toContain(reasons.join());
    await runImport(globex.job(), id);
    expect(await globex.look(({ db }) => db.$count(account))).toBe(2_500);
    await globex.act((ctx) => undoImport(ctx, { id, keepChanged: false }));
  });

  it("stops when somebody asks, and can be started again", async () => {
    const { globex } = fixture;
    const id = await globex.upload(csv);
    await globex.act((ctx) => startImport(ctx, { id }));
    let transactions = 0;
    const job = globex.job({
      transaction: async (work) => {
        if (++transactions === 4) await globex.act((ctx) => cancelImport(ctx, id));
        return globex.act(work);
      },
    });
    await runImport(job, id);
    expect(await globex.look((ctx) => getImport(ctx, id))).toMatchObject({
      status: "cancelled",
      processedCount: 0,
      cancelling: false,
    });
    expect(await globex.look(({ db }) => db.$count(account))).toBe(0);
    await globex.act((ctx) => startImport(ctx, { id }));
    await globex.act((ctx) => cancelImport(ctx, id));
    await runImport(globex.job(), id);
    expect(await globex.look(({ db }) => db.$count(account))).toBe(0);
    await globex.act((ctx) => removeImport(ctx, id));
    expect(await globex.look(({ db }) => db.$count(dataImport, eq(dataImport.id, id)))).toBe(0);
  });
});

describe("permission", () => {
  useFixture();
  it("to import is not permission to set up pipelines", async () => {
    const { globex } = fixture;
    const id = await globex.upload("deal name,stage\nA,Quoting\n");
    await globex.configure(id, { options: { choices: { stage: choose({}, { others: "create" }) } } });
    await expect(globex.run(id)).rejects.toEqual(refused("FORBIDDEN", "permission_missing"));
    const manager = fixture.as(fixture.two.globex, "manager");
    expect(await manager.run(id)).toMatchObject({ createdCount: 1 });
    expect(await manager.act((ctx) => undoImport(ctx, { id, keepChanged: false }))).toMatchObject({ removed: 2 });
  });
});

describe("an imported account that was merged into another", () => {
  useFixture();

  it("stays when the import is undone, so that the merge can be undone as well", async () => {
    const { globex } = fixture;
    const older = await globex.act((ctx) => createAccount(ctx, createAccountInput.parse({ name: "Vandelay" })));
    const { id } = await importAll(globex, "name\nVandelay Industries\n");
    const [duplicate] = await globex.look(({ db }) =>
      db.select({ id: account.id }).from(account).where(eq(account.name, "Vandelay Industries")),
    );
    const { mergeId } = await globex.act((ctx) =>
      mergeAccounts(ctx, mergeAccountsInput.parse({ survivorId: older.id, duplicateIds: [duplicate?.id] })),
    );
    await globex.act((ctx) => undoImport(ctx, { id, keepChanged: true }));
    await globex.act((ctx) => undoMerge(ctx, { mergeId }));
    const names = await globex.look(({ db }) =>
      db.select({ name: account.name }).from(account).where(isNull(account.deletedAt)).orderBy(asc(account.name)),
    );
    expect(names.map(({ name }) => name)).toEqual(["Vandelay", "Vandelay Industries"]);
  });
});
