import { maxImportRows } from "@steward/contracts/crm/import";
import { maxImportBytes } from "@steward/contracts/kernel/import-file";
import { account, contact } from "@steward/db/schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createImportFixture, type ImportFixture } from "./import-fixture.ts";
import { undoImport } from "./undo.ts";

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await createImportFixture();
});
afterAll(() => fixture?.close());

// The full size takes minutes on a small machine: it belongs to the proof, not to every run of the tests.
const full = process.env.STEWARD_PROOF_RUNS !== undefined;
const rowCount = full ? maxImportRows : 12_000;
const accountCount = rowCount / 50;

/** As many people as may come in one file, at one company for every fifty, with 120 letters of notes each. */
function people(): Buffer<ArrayBuffer> {
  const note = "Met at the fair, wants to hear from us again. ".repeat(3).slice(0, 120);
  const rows = ["First name,Last name,E-mail,Phone,Company,Job title,Notes"];
  for (let index = 0; index < rowCount; index++) {
    const company = `Company ${index % accountCount} of the north`;
    rows.push(
      `Anna${index},Lind${index % 977},a${index}@n${index % 977}.example,+1212555${1_000 + (index % 9_000)},${company},Buyer,"${note}"`,
    );
  }
  return Buffer.from(rows.join("\n"));
}

/** How far the process grows while something runs, in MB, looked at ten times a second. */
async function growthOf(work: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 100);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return (peak - before) / 1e6;
}

it(`takes ${rowCount} rows in and out again in bounded memory`, { timeout: full ? 1_800_000 : 120_000 }, async () => {
  const who = fixture.acme;
  const content = people();
  if (full) expect(content.length).toBeGreaterThan(45_000_000);
  let id = "";
  const growth = {
    upload: await growthOf(async () => {
      id = await who.upload(content, "contacts.csv");
    }),
    review: await growthOf(async () => {
      await who.configure(id, {
        options: { choices: { account: { values: {}, others: "create", blank: "empty", invalid: "fail" } } },
      });
      expect((await who.review(id)).counts).toMatchObject({ created: rowCount });
    }),
    run: await growthOf(async () => {
      expect(await who.run(id)).toMatchObject({ status: "completed", createdCount: rowCount });
    }),
    undo: await growthOf(async () => {
      expect(await who.look(({ db }) => db.$count(account))).toBe(accountCount);
      const undone = await who.act((ctx) => undoImport(ctx, { id, keepChanged: false }));
      expect(undone).toMatchObject({ removed: rowCount + accountCount, kept: 0 });
    }),
  };
  expect(await who.look(({ db }) => db.$count(contact))).toBe(0);
  for (const megabytes of Object.values(growth)) expect(megabytes).toBeLessThan(600);
});

it("refuses a file beyond the limits before reading all of it", async () => {
  const who = fixture.acme;
  await expect(who.upload("x".repeat(maxImportBytes + 1))).rejects.toMatchObject({ reason: "import.file_too_large" });
  await expect(who.upload(`name\n${"a\n".repeat(maxImportRows + 1)}`)).rejects.toMatchObject({
    reason: "import.file_too_many_rows",
  });
});
