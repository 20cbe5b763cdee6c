import { type ImportKind, importKinds } from "@steward/contracts/crm/import";
import { importFields } from "@steward/contracts/crm/import-fields";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ensureDefaultPipeline } from "../pipeline/pipeline.ts";
import { ensureSalesperson } from "../salesperson/salesperson.ts";
import { createImportFixture, type Importer, type ImportFixture } from "./import-fixture.ts";
import { getImport, listImportRows } from "./import-queries.ts";
import { startImport } from "./imports.ts";
import { runImport } from "./run.ts";
import { undoImport } from "./undo.ts";

/** How many random histories; `npm run proof -- import` asks for many more. */
const runs = Number(process.env.STEWARD_PROOF_RUNS ?? 12);

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await createImportFixture();
});
afterAll(() => fixture?.close());

const tables = ["account", "contact", "deal", "deal_stage", "location", "pipeline", "product", "salesperson", "stage"];

/** Everything an import may touch; versions only ever grow. */
function snapshot(who: Importer): Promise<unknown> {
  const each = tables.map(
    (table) =>
      sql`select ${table}::text as kind, t.id::text as id, to_jsonb(t) - 'version' - 'updated_at' as row from ${sql.identifier(`crm_${table}`)} t`,
  );
  return who.look(async ({ db }) => {
    const { rows } = await db.execute(
      sql`select * from (${sql.join(each, sql` union all `)}) all_rows order by kind, id`,
    );
    return rows;
  });
}

// Few different names, so that rows meet each other and what is there.
const names = ["Ann", "ann", "Bob Ray", "Cy", "Äpfel & Söhne", "=1+1", "x".repeat(300), '"', "a,b"];
const cells: Partial<Record<string, readonly string[]>> = {
  email: ["ann@a.example", "bob@b.example", "no address"],
  phone: ["+1 212 555 0100", "(212) 555-0101", "12"],
  domain: ["a.example", "https://www.b.example/x", "not a site"],
  integer: ["7", "1,234", "1.5", "-3", "1999"],
  amount: ["10", "1,234.50", "abc", "-5"],
  currency: ["EUR", "usd", "?"],
  date: ["2020-01-31", "31/12/2019", "2999-01-01", "soon"],
  outcome: ["open", "Won", "lost", "maybe"],
  stage: ["Prospecting", "engaging", "Won", "Closed lost", "Quoting"],
};

const csvOf = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\r\n");

function fileOf(kind: ImportKind) {
  const fields = importFields[kind];
  const cell = (type: string) => fc.constantFrom("", "", ...(cells[type] ?? names));
  const row = fc.tuple(...fields.map(({ type }) => cell(type)));
  const ragged = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: fields.length + 2 });
  return fc
    .array(fc.oneof({ weight: 12, arbitrary: row }, { weight: 1, arbitrary: ragged }), { minLength: 1, maxLength: 14 })
    .map((rows) => csvOf([fields.map(({ label }) => label), ...rows, fields.map(() => "Ann")]));
}

const choice = fc.record({
  others: fc.constantFrom("create", "empty", "skip", undefined),
  blank: fc.constantFrom("empty", "empty", "empty", "skip"),
  invalid: fc.constantFrom("fail", "empty"),
});

const scenario = fc.constantFrom(...importKinds).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    csv: fileOf(kind),
    duplicates: fc.constantFrom("skip", "update", "create"),
    choices: fc.record(Object.fromEntries(importFields[kind].map(({ name }) => [name, choice]))),
    /** The transaction at which the process dies, if it does. */
    deathAt: fc.option(fc.integer({ min: 1, max: 3 })),
  }),
);

type Scenario = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never;

async function stage(who: Importer, { kind, csv, duplicates, choices }: Scenario): Promise<string> {
  const id = await who.upload(csv);
  await who.configure(id, { kind });
  await who.configure(id, {
    mapping: importFields[kind].map(({ name }) => name),
    options: {
      duplicates,
      choices: Object.fromEntries(Object.entries(choices).map(([name, each]) => [name, { values: {}, ...each }])),
    } as never,
  });
  return id;
}

it("comes in as a whole or not at all, accounts for every row, and leaves nothing when it is undone", {
  timeout: 120_000 + runs * 5_000,
}, async () => {
  // A manager: only they may add stages.
  const who = fixture.as(fixture.two.acme, "manager");
  await who.act(ensureSalesperson);
  await who.act(ensureDefaultPipeline);
  await fc.assert(
    fc.asyncProperty(fc.array(scenario, { minLength: 1, maxLength: 3 }), async (scenarios) => {
      const empty = await snapshot(who);
      const done: { id: string; before: unknown }[] = [];
      for (const each of scenarios) {
        const before = await snapshot(who);
        const id = await stage(who, each);
        const review = await who.review(id);
        await who.act((ctx) => startImport(ctx, { id }));
        if (each.deathAt !== null) {
          let transactions = 0;
          const transaction = (work: never) => {
            if (++transactions === each.deathAt) throw new Error("died");
            return who.act(work);
          };
          await expect(runImport(who.job({ lastAttempt: false, transaction } as never), id)).rejects.toThrow("died");
          expect(await snapshot(who)).toEqual(before);
        }
        await runImport(who.job(), id);
        const result = await who.look((ctx) => getImport(ctx, id));
        expect(result).toMatchObject({ status: "completed", failure: null });
        const { items } = await who.look((ctx) => listImportRows(ctx, { id, limit: 100 }));
        const fates = Object.groupBy(items, ({ status }) => status);
        expect(fates.staged).toBeUndefined();
        expect(review.counts).toEqual({
          created: result.createdCount,
          updated: result.updatedCount,
          unchanged: result.unchangedCount,
          skipped: result.skippedCount,
          failed: result.failedCount,
        });
        for (const { status, reasons } of items)
          if (status === "failed" || status === "skipped") expect(reasons).not.toEqual([]);
        done.push({ id, before });
      }
      for (const { id, before } of done.reverse()) {
        await who.act((ctx) => undoImport(ctx, { id, keepChanged: false }));
        expect(await snapshot(who)).toEqual(before);
      }
      expect(await snapshot(who)).toEqual(empty);
    }),
    { numRuns: runs },
  );
});
