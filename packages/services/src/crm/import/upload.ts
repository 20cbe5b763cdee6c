import { AppError } from "@steward/contracts";
import { type ImportReason, maxImportRows } from "@steward/contracts/crm/import";
import { maxImportBytes } from "@steward/contracts/kernel/import-file";
import { uuidv7 } from "@steward/db";
import { dataImport, importRow } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { type CsvRecord, openCsvFile } from "../../import-file/index.ts";
import { insertMany, type ServiceContext } from "../../kernel/index.ts";
import { ensureDefaultPipeline } from "../pipeline/pipeline.ts";
import { guessKind, guessMapping, guessOptions } from "./guess.ts";

/** What is written at once: few statements, little memory, whichever comes first. */
const batchRows = 2_000;
const batchCharacters = 4_000_000;
/** Rows by which the reading options are guessed. */
const sampleRows = 200;
const maxFileName = 200;

/**
 * Takes a CSV file in: every row is kept as it came, and nothing else is touched yet.
 * Throws LIMIT `import.file_too_large` | `import.file_too_many_rows` | `import.file_too_many_columns`, INVALID with one of the
 * other `import.file_…` reasons.
 */
export async function uploadImport(ctx: ServiceContext, { file }: { file: File }): Promise<{ id: string }> {
  if (file.size > maxImportBytes) throw limit("import.file_too_large", maxImportBytes);
  const csv = await openCsvFile(file);
  const fileName = file.name.slice(-maxFileName) || "import.csv";
  const { encoding, delimiter, names: headers, notices } = csv;
  const kind = guessKind(headers, fileName);
  const mapping = guessMapping(kind, headers);
  if (kind === "deal") await ensureDefaultPipeline(ctx);
  const id = uuidv7();
  const options = guessOptions(kind, mapping, [], ctx.tenant);
  await ctx.db.insert(dataImport).values({
    id,
    kind,
    fileName,
    encoding,
    delimiter,
    headers,
    notices,
    mapping,
    options,
    rowCount: 0,
    memberId: ctx.actor.memberId,
  });
  const { rowCount, sample } = await stageRows(ctx, id, csv.records);
  if (rowCount === 0) throw new AppError("INVALID", "import.file_no_rows" satisfies ImportReason);
  await ctx.db
    .update(dataImport)
    .set({ rowCount, options: guessOptions(kind, mapping, sample, ctx.tenant) })
    .where(eq(dataImport.id, id));
  return { id };
}

async function stageRows(
  ctx: ServiceContext,
  importId: string,
  records: AsyncGenerator<CsvRecord>,
): Promise<{ rowCount: number; sample: string[][] }> {
  const sample: string[][] = [];
  let rowCount = 0;
  let characters = 0;
  let batch: object[] = [];
  const flush = async () => {
    await insertMany(ctx.db, importRow, batch);
    batch = [];
    characters = 0;
  };
  for await (const { line, cells } of records) {
    if (++rowCount > maxImportRows) throw limit("import.file_too_many_rows", maxImportRows);
    if (sample.length < sampleRows) sample.push(cells);
    batch.push({ id: uuidv7(), importId, line, cells });
    characters += cells.reduce((sum, cell) => sum + cell.length, 0);
    if (batch.length >= batchRows || characters > batchCharacters) await flush();
  }
  await flush();
  return { rowCount, sample };
}

function limit(reason: ImportReason, max: number): AppError {
  return new AppError("LIMIT", reason, { max });
}
