import { AppError, notFound, recordChanged } from "@steward/contracts";
import {
  type ConfigureImportInput,
  type ImportOptions,
  type ImportReason,
  runImportJob,
  type StartImportInput,
} from "@steward/contracts/crm/import";
import { importField, importMatchKeysOf, requiredImportFields } from "@steward/contracts/crm/import-fields";
import { uuidv7 } from "@steward/db";
import { dataImport, importRow } from "@steward/db/schema";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { enqueue, type ServiceContext } from "../../kernel/index.ts";
import { ensureDefaultPipeline } from "../pipeline/pipeline.ts";
import { guessMapping, guessMatchKey, guessOptions } from "./guess.ts";
import { getImport, type ImportDetail } from "./import-queries.ts";
import { lockRun } from "./lock.ts";
import { requireWhatItWrites } from "./permissions.ts";
import type { ImportRecordRow } from "./session.ts";

/** Imports that have changed nothing yet. */
const editable: ReadonlySet<string> = new Set(["staged", "failed", "cancelled"]);
const sampleRows = 200;

function refuse(code: "INVALID" | "PRECONDITION", reason: ImportReason, details = {}): AppError {
  return new AppError(code, reason, details);
}

/** Not `for update`: a running import holds on to the key of its row until it ends, and could not be stopped. */
async function lockImport(ctx: ServiceContext, id: string, version?: number): Promise<ImportRecordRow> {
  const [row] = await ctx.db.select().from(dataImport).where(eq(dataImport.id, id)).for("no key update");
  if (!row) throw notFound("crm.import");
  if (version !== undefined && version !== row.version) throw recordChanged("crm.import");
  return row;
}

async function lockEditable(ctx: ServiceContext, id: string, version?: number): Promise<ImportRecordRow> {
  const row = await lockImport(ctx, id, version);
  if (!editable.has(row.status)) throw refuse("PRECONDITION", "import.not_editable", { status: row.status });
  return row;
}

/**
 * Says how a staged file is to be read. Another kind starts from a fresh guess.
 * Throws NOT_FOUND, CONFLICT `record_changed`, PRECONDITION `import.not_editable`, INVALID `import.mapping_invalid`.
 */
export async function configureImport(ctx: ServiceContext, input: ConfigureImportInput): Promise<ImportDetail> {
  const before = await lockEditable(ctx, input.id, input.version);
  const kind = input.kind ?? before.kind;
  const fresh = kind !== before.kind;
  const mapping = input.mapping ?? (fresh ? guessMapping(kind, before.headers) : before.mapping);
  requireMapping({ ...before, kind, mapping });
  const usual = fresh ? await guessedOptions(ctx, { ...before, kind, mapping }) : before.options;
  const options: ImportOptions = { ...usual, ...input.options };
  if (!importMatchKeysOf[kind].includes(options.matchKey)) options.matchKey = guessMatchKey(kind, mapping);
  if (kind === "deal") await ensureDefaultPipeline(ctx);
  await ctx.db
    .update(dataImport)
    .set({ kind, mapping, options, status: "staged", failure: null, version: before.version + 1 })
    .where(eq(dataImport.id, input.id));
  return getImport(ctx, input.id);
}

async function guessedOptions(ctx: ServiceContext, source: ImportRecordRow): Promise<ImportOptions> {
  const sample = await ctx.db
    .select({ cells: importRow.cells })
    .from(importRow)
    .where(eq(importRow.importId, source.id))
    .orderBy(asc(importRow.line))
    .limit(sampleRows);
  return guessOptions(
    source.kind,
    source.mapping,
    sample.map(({ cells }) => cells),
    ctx.tenant,
  );
}

/** One field or none for each column, no field twice. */
function requireMapping({ kind, headers, mapping }: Pick<ImportRecordRow, "kind" | "headers" | "mapping">): void {
  const used = mapping.filter((name) => name !== null);
  const known = used.every((name) => importField(kind, name));
  if (mapping.length !== headers.length || !known || new Set(used).size !== used.length) {
    throw refuse("INVALID", "import.mapping_invalid");
  }
}

/**
 * Asks for the import to be carried out, in the caller's own transaction.
 * Throws NOT_FOUND, FORBIDDEN, CONFLICT `record_changed`, PRECONDITION `import.not_editable` | `import.mapping_incomplete`
 * (`fields`).
 */
export async function startImport(ctx: ServiceContext, input: StartImportInput): Promise<ImportDetail> {
  const source = await lockEditable(ctx, input.id, input.version);
  const required = requiredImportFields[source.kind];
  if (!required.some((field) => source.mapping.includes(field))) {
    throw refuse("PRECONDITION", "import.mapping_incomplete", { fields: required });
  }
  requireWhatItWrites(ctx, source);
  if (source.kind === "deal") await ensureDefaultPipeline(ctx);
  await ctx.db
    .update(dataImport)
    .set({
      status: "queued",
      failure: null,
      processedCount: 0,
      cancelRequestedAt: null,
      memberId: ctx.actor.memberId,
      version: source.version + 1,
    })
    .where(eq(dataImport.id, source.id));
  await enqueue(ctx, runImportJob, { importId: source.id });
  return getImport(ctx, source.id);
}

/**
 * Stops an import that waits or runs; nothing of it stays. A running one notices within a second or so.
 * Throws NOT_FOUND, PRECONDITION `import.not_running`.
 */
export async function cancelImport(ctx: ServiceContext, id: string): Promise<ImportDetail> {
  const { status } = await lockImport(ctx, id);
  if (status !== "queued" && status !== "running") throw refuse("PRECONDITION", "import.not_running", { status });
  // Nobody holds the lock of an import that waits, or whose process has died for good.
  const idle = await lockRun(ctx.db, id);
  await ctx.db
    .update(dataImport)
    .set(
      idle
        ? { status: "cancelled", cancelRequestedAt: null, processedCount: 0, finishedAt: new Date() }
        : { cancelRequestedAt: new Date() },
    )
    .where(eq(dataImport.id, id));
  return getImport(ctx, id);
}

/** Forgets a file that was never imported. Throws NOT_FOUND, PRECONDITION `import.not_editable`. */
export async function removeImport(ctx: ServiceContext, id: string): Promise<{ id: string }> {
  await lockEditable(ctx, id);
  await ctx.db.delete(dataImport).where(eq(dataImport.id, id));
  return { id };
}

/**
 * Stages the rows that an import left out once more, to be read differently: nothing has to be uploaded again.
 * Throws NOT_FOUND, PRECONDITION `import.file_no_rows` where it left none out.
 */
export async function retryImport(ctx: ServiceContext, id: string): Promise<{ id: string }> {
  const source = await lockImport(ctx, id);
  const { kind, encoding, delimiter, headers, notices, mapping, options } = source;
  const copy = { kind, encoding, delimiter, headers, notices, mapping, options };
  const again = uuidv7();
  const left = and(eq(importRow.importId, id), inArray(importRow.status, ["skipped", "failed"]));
  const rowCount = source.status === "completed" ? await ctx.db.$count(importRow, left) : 0;
  if (rowCount === 0) throw refuse("PRECONDITION", "import.file_no_rows");
  await ctx.db
    .insert(dataImport)
    .values({ ...copy, id: again, fileName: source.fileName, rowCount, memberId: ctx.actor.memberId });
  await ctx.db.execute(sql`
    insert into ${importRow} (id, import_id, line, cells)
    select gen_random_uuid(), ${again}::uuid, line, cells from ${importRow} where ${left}`);
  return { id: again };
}
