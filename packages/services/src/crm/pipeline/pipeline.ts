import { AppError, invalidField, notFound, recordChanged } from "@steward/contracts";
import {
  type CreatePipelineInput,
  defaultPipelineName,
  defaultStages,
  pipelineCreated,
  pipelineRemoved,
  pipelineRestored,
  pipelineUpdated,
  type ReorderPipelinesInput,
  type UpdatePipelineInput,
} from "@steward/contracts/crm/pipeline";
import { isUniqueViolation } from "@steward/db";
import { deal, pipeline, stage } from "@steward/db/schema";
import { and, count, eq, inArray, isNull, max, sql } from "drizzle-orm";
import { changesOf, emit, emitMany, type ServiceContext } from "../../kernel/index.ts";
import { listPipelines, type Pipeline } from "./queries.ts";

/** The organisation's first pipeline; made with the usual stages where there is none yet. For mutations only. */
export async function ensureDefaultPipeline(ctx: ServiceContext): Promise<Pipeline> {
  const [first] = await listPipelines(ctx);
  if (first) return first;
  // Two first deals at once make one pipeline: the second waits for the first one's name and then finds it.
  const [made] = await ctx.db
    .insert(pipeline)
    .values({ name: defaultPipelineName })
    .onConflictDoNothing()
    .returning({ id: pipeline.id });
  if (made) {
    await ctx.db
      .insert(stage)
      .values(defaultStages.map((fields, position) => ({ ...fields, position, pipelineId: made.id })));
    await emit(ctx, pipelineCreated, made.id, { name: defaultPipelineName });
  }
  const [pipelineNow] = await listPipelines(ctx);
  if (!pipelineNow) throw new AppError("INTERNAL", "pipeline.not_written");
  return pipelineNow;
}

/** Adds a pipeline behind the others. Throws CONFLICT `pipeline.name_taken`. */
export async function createPipeline(ctx: ServiceContext, input: CreatePipelineInput): Promise<Pipeline> {
  const stages = input.stages ?? defaultStages;
  const [last] = await ctx.db
    .select({ position: max(pipeline.position) })
    .from(pipeline)
    .where(isNull(pipeline.deletedAt));
  const [row] = await ctx.db
    .insert(pipeline)
    .values({ name: input.name, position: (last?.position ?? -1) + 1 })
    .returning({ id: pipeline.id })
    .catch(explainName);
  if (!row) throw new AppError("INTERNAL", "pipeline.not_written");
  await ctx.db.insert(stage).values(stages.map((fields, position) => ({ ...fields, position, pipelineId: row.id })));
  await emit(ctx, pipelineCreated, row.id, { name: input.name });
  return findPipeline(ctx, row.id);
}

/** Renames a pipeline. Throws NOT_FOUND, CONFLICT `record_changed` | `pipeline.name_taken`. */
export async function updatePipeline(ctx: ServiceContext, input: UpdatePipelineInput): Promise<Pipeline> {
  const before = await lockPipeline(ctx, input.id);
  if (input.version !== undefined && input.version !== before.version) throw recordChanged("crm.pipeline");
  const changes = changesOf(before, { name: input.name });
  if (Object.keys(changes).length > 0) {
    await ctx.db
      .update(pipeline)
      .set({ name: input.name, version: before.version + 1 })
      .where(eq(pipeline.id, input.id))
      .catch(explainName);
    await emit(ctx, pipelineUpdated, input.id, { changes });
  }
  return findPipeline(ctx, input.id);
}

/** Puts the pipelines in this order. Throws INVALID `pipeline.order_incomplete` unless each is named once. */
export async function reorderPipelines(ctx: ServiceContext, input: ReorderPipelinesInput): Promise<Pipeline[]> {
  const rows = await ctx.db
    .select({ id: pipeline.id, position: pipeline.position })
    .from(pipeline)
    .where(isNull(pipeline.deletedAt))
    .for("no key update");
  requireSameIds(rows, input.ids, "pipeline.order_incomplete");
  await ctx.db
    .update(pipeline)
    .set({ position: sql`array_position(${sql.param(input.ids)}::uuid[], ${pipeline.id}) - 1` })
    .where(inArray(pipeline.id, input.ids));
  const facts = rows.map(({ id, position }) => ({
    entityId: id,
    payload: { changes: changesOf({ position }, { position: input.ids.indexOf(id) }) },
  }));
  await emitMany(
    ctx,
    pipelineUpdated,
    facts.filter(({ payload }) => Object.keys(payload.changes).length > 0),
  );
  return listPipelines(ctx);
}

/**
 * Removes a pipeline that nothing is sold through any more; closed deals keep showing it.
 * Throws NOT_FOUND, PRECONDITION `pipeline.has_open_deals` (`count`) | `pipeline.last`.
 */
export async function removePipeline(ctx: ServiceContext, id: string): Promise<{ id: string }> {
  const before = await lockPipeline(ctx, id);
  const others = await ctx.db.select({ id: pipeline.id }).from(pipeline).where(isNull(pipeline.deletedAt)).limit(2);
  if (others.length < 2) throw new AppError("PRECONDITION", "pipeline.last");
  const [open] = await ctx.db
    .select({ count: count() })
    .from(deal)
    .where(and(eq(deal.pipelineId, id), eq(deal.status, "open")));
  if (open && open.count > 0) throw new AppError("PRECONDITION", "pipeline.has_open_deals", { count: open.count });
  await ctx.db.update(pipeline).set({ deletedAt: sql`now()` }).where(eq(pipeline.id, id));
  await emit(ctx, pipelineRemoved, id, { name: before.name });
  return { id };
}

/** Brings a removed pipeline back. Throws NOT_FOUND, CONFLICT `pipeline.name_taken`. */
export async function restorePipeline(ctx: ServiceContext, id: string): Promise<Pipeline> {
  const [row] = await ctx.db
    .update(pipeline)
    .set({ deletedAt: null })
    .where(eq(pipeline.id, id))
    .returning({ name: pipeline.name })
    .catch(explainName);
  if (!row) throw notFound("crm.pipeline");
  await emit(ctx, pipelineRestored, id, row);
  return findPipeline(ctx, id);
}

/**
 * The pipeline's row, locked: those who change its stages wait for each other. Not against foreign keys, or a deal that
 * already holds the stage would wait here for somebody who waits for the stage. Throws NOT_FOUND.
 */
export async function lockPipeline(ctx: ServiceContext, id: string): Promise<{ name: string; version: number }> {
  const [row] = await ctx.db
    .select({ name: pipeline.name, version: pipeline.version })
    .from(pipeline)
    .where(and(eq(pipeline.id, id), isNull(pipeline.deletedAt)))
    .for("no key update");
  if (!row) throw notFound("crm.pipeline");
  return row;
}

/** The pipeline as lists show it. Throws NOT_FOUND. */
export async function findPipeline(ctx: ServiceContext, id: string): Promise<Pipeline> {
  const found = (await listPipelines(ctx)).find((candidate) => candidate.id === id);
  if (!found) throw notFound("crm.pipeline");
  return found;
}

/** A new order must name every record exactly once, or one would be lost behind another. */
export function requireSameIds(rows: readonly { id: string }[], ids: readonly string[], reason: string): void {
  const known = new Set(rows.map((row) => row.id));
  const complete = ids.length === known.size && new Set(ids).size === ids.length && ids.every((id) => known.has(id));
  if (!complete) throw invalidField("ids", reason, "Somebody changed the list meanwhile; load it again");
}

function explainName(error: unknown): never {
  if (isUniqueViolation(error)) throw new AppError("CONFLICT", "pipeline.name_taken");
  throw error;
}
