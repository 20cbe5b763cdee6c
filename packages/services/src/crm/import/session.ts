import { notFound } from "@steward/contracts";
import { dataImport, importRow } from "@steward/db/schema";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { type ServiceContext, today } from "../../kernel/index.ts";
import { listPipelines } from "../pipeline/queries.ts";
import { Judge, type Verdict } from "./judge.ts";
import { kindRules } from "./kinds/all.ts";
import type { KindRules, Setting } from "./kinds/kind-rules.ts";
import { type ImportPlan, planOf } from "./plan.ts";
import { type ReadRow, readRow, type StagedRow } from "./read-row.ts";
import { ReferenceResolver } from "./references.ts";

export type ImportRecordRow = typeof dataImport.$inferSelect;

/** Rows looked at together: enough to share look-ups, few enough to keep memory small. */
const batchSize = 1_000;

/** The import itself. Throws NOT_FOUND. */
export async function loadImport(ctx: ServiceContext, id: string): Promise<ImportRecordRow> {
  const [row] = await ctx.db.select().from(dataImport).where(eq(dataImport.id, id));
  if (!row) throw notFound("crm.import");
  return row;
}

/** Everything needed to say what becomes of each row, and the rows themselves. */
export interface Session {
  setting: Setting;
  rules: KindRules;
  resolver: ReferenceResolver;
  batches: AsyncGenerator<{ rows: ReadRow[]; verdicts: Verdict[] }>;
}

/**
 * Prepares a pass over all rows of an import.
 *
 * @param writing whether the verdicts will be carried out batch by batch, as they come: then names that shall become records
 *   are created at once, and records that are there are locked.
 */
export async function openSession(
  ctx: ServiceContext,
  source: ImportRecordRow,
  { writing, defaultOwnerId }: { writing: boolean; defaultOwnerId: string | null },
): Promise<Session> {
  const plan = planOf(source, ctx.tenant);
  const pipelines = plan.kind === "deal" ? await listPipelines(ctx) : [];
  const pipeline = pipelines.find(({ id }) => id === plan.options.pipelineId) ?? pipelines[0] ?? null;
  const namesInFile = await parentNamesInFile(ctx, plan);
  const setting = { plan, pipeline, defaultOwnerId, today: today(ctx) };
  const rules = kindRules[plan.kind];
  const resolver = new ReferenceResolver(ctx, plan, {
    pipelineId: pipeline?.id ?? null,
    namesInFile,
    creating: writing,
  });
  const judge = new Judge(ctx, setting, { rules, resolver, locking: writing });
  return { setting, rules, resolver, batches: judgedBatches(ctx, plan, rules, judge) };
}

async function* judgedBatches(ctx: ServiceContext, plan: ImportPlan, rules: KindRules, judge: Judge) {
  let afterLine = 0;
  while (true) {
    const staged: StagedRow[] = await ctx.db
      .select({ id: importRow.id, line: importRow.line, cells: importRow.cells })
      .from(importRow)
      .where(and(eq(importRow.importId, plan.importId), gt(importRow.line, afterLine)))
      .orderBy(asc(importRow.line))
      .limit(batchSize);
    const last = staged.at(-1);
    if (!last) return;
    afterLine = last.line;
    const rows = staged.map((row) => readRow(plan, rules.schemas, row));
    yield { rows, verdicts: await judge.judge(rows) };
  }
}

/** Parents that are themselves rows of the file, in lower case: such names need not exist yet. */
async function parentNamesInFile(ctx: ServiceContext, plan: ImportPlan): Promise<Set<string>> {
  const indexOf = (name: string) => plan.columns.find(({ field }) => field.name === name)?.index;
  const [name, parent] = [indexOf("name"), indexOf("parent")];
  if (plan.kind !== "account" || name === undefined || parent === undefined) return new Set();
  const text = (index: number) => sql`lower(regexp_replace(trim(cells ->> ${index}::int), '\\s+', ' ', 'g'))`;
  const { rows } = await ctx.db.execute<{ name: string }>(sql`
    select distinct ${text(parent)} as name from ${importRow} where import_id = ${plan.importId}::uuid
    intersect select ${text(name)} from ${importRow} where import_id = ${plan.importId}::uuid`);
  return new Set(rows.map((row) => row.name).filter(Boolean));
}
