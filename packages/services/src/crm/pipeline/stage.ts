import { AppError, invalidField, notFound, recordChanged } from "@steward/contracts";
import {
  type CreateStageInput,
  maxStagesPerPipeline,
  pipelineUpdated,
  type RemoveStageInput,
  type ReorderStagesInput,
  stageRemoved,
  type UpdateStageInput,
} from "@steward/contracts/crm/pipeline";
import { deal, stage } from "@steward/db/schema";
import { and, asc, count, eq, inArray, isNull, sql } from "drizzle-orm";
import { changesOf, emit, type ServiceContext } from "../../kernel/index.ts";
import { moveOpenDeals } from "../deal/history.ts";
import { findPipeline, lockPipeline, requireSameIds } from "./pipeline.ts";
import type { Pipeline } from "./queries.ts";

/** Adds a stage at the end of a pipeline. Throws NOT_FOUND, LIMIT `pipeline.too_many_stages`. */
export async function createStage(ctx: ServiceContext, input: CreateStageInput): Promise<Pipeline> {
  await lockPipeline(ctx, input.pipelineId);
  const stages = await stagesOf(ctx, input.pipelineId);
  if (stages.length >= maxStagesPerPipeline) {
    throw new AppError("LIMIT", "pipeline.too_many_stages", { max: maxStagesPerPipeline });
  }
  await ctx.db.insert(stage).values({ ...input, position: (stages.at(-1)?.position ?? -1) + 1 });
  await emit(ctx, pipelineUpdated, input.pipelineId, { changes: { stage: { from: null, to: input.name } } });
  return findPipeline(ctx, input.pipelineId);
}

/**
 * Changes a stage; deals without a probability or category of their own follow it at once.
 * Throws NOT_FOUND, CONFLICT `record_changed`.
 */
export async function updateStage(ctx: ServiceContext, input: UpdateStageInput): Promise<Pipeline> {
  const { id, version, ...fields } = input;
  const before = await lockStage(ctx, id);
  if (version !== undefined && version !== before.version) throw recordChanged("crm.pipeline");
  const changes = Object.entries(changesOf(before, fields));
  if (changes.length > 0) {
    await ctx.db
      .update(stage)
      .set({ ...fields, version: before.version + 1 })
      .where(eq(stage.id, id));
    await emit(ctx, pipelineUpdated, before.pipelineId, {
      changes: Object.fromEntries(changes.map(([field, change]) => [`stage.${field}`, change])),
    });
  }
  return findPipeline(ctx, before.pipelineId);
}

/** Puts a pipeline's stages in this order. Throws NOT_FOUND, INVALID `pipeline.order_incomplete`. */
export async function reorderStages(ctx: ServiceContext, input: ReorderStagesInput): Promise<Pipeline> {
  await lockPipeline(ctx, input.pipelineId);
  const before = await stagesOf(ctx, input.pipelineId);
  requireSameIds(before, input.ids, "pipeline.order_incomplete");
  await ctx.db
    .update(stage)
    .set({ position: sql`array_position(${sql.param(input.ids)}::uuid[], ${stage.id}) - 1` })
    .where(inArray(stage.id, input.ids));
  const nameOf = new Map(before.map(({ id, name }) => [id, name]));
  const changes = changesOf(
    { stages: before.map(({ name }) => name) },
    { stages: input.ids.map((id) => nameOf.get(id) ?? "") },
  );
  if (Object.keys(changes).length > 0) await emit(ctx, pipelineUpdated, input.pipelineId, { changes });
  return findPipeline(ctx, input.pipelineId);
}

/**
 * Removes a stage. Its open deals (those in the bin too) go to `moveToStageId`; closed ones keep showing where they
 * ended. Throws NOT_FOUND, PRECONDITION `pipeline.last_stage` | `pipeline.stage_has_deals` (`count`), INVALID
 * `pipeline.stage_elsewhere`.
 */
export async function removeStage(ctx: ServiceContext, input: RemoveStageInput): Promise<Pipeline> {
  const [found] = await ctx.db.select({ pipelineId: stage.pipelineId }).from(stage).where(eq(stage.id, input.id));
  if (!found) throw notFound("crm.pipeline");
  // The pipeline first, then the stage: the order in which everything here locks.
  await lockPipeline(ctx, found.pipelineId);
  const before = await lockStage(ctx, input.id);
  const others = (await stagesOf(ctx, before.pipelineId)).filter((other) => other.id !== input.id);
  if (others.length === 0) throw new AppError("PRECONDITION", "pipeline.last_stage");
  const [open] = await ctx.db
    .select({ count: count() })
    .from(deal)
    .where(and(eq(deal.stageId, input.id), eq(deal.status, "open")));
  const openCount = open?.count ?? 0;
  if (openCount > 0) {
    if (!input.moveToStageId) throw new AppError("PRECONDITION", "pipeline.stage_has_deals", { count: openCount });
    const target = others.find((other) => other.id === input.moveToStageId);
    if (!target)
      throw invalidField("moveToStageId", "pipeline.stage_elsewhere", "Choose another stage of this pipeline");
    await moveOpenDeals(ctx, before, target);
  }
  await ctx.db.update(stage).set({ deletedAt: sql`now()` }).where(eq(stage.id, input.id));
  await emit(ctx, stageRemoved, before.pipelineId, { stageId: input.id, name: before.name, movedDeals: openCount });
  return findPipeline(ctx, before.pipelineId);
}

type StageRow = typeof stage.$inferSelect;

function stagesOf(ctx: ServiceContext, pipelineId: string): Promise<StageRow[]> {
  return ctx.db
    .select()
    .from(stage)
    .where(and(eq(stage.pipelineId, pipelineId), isNull(stage.deletedAt)))
    .orderBy(asc(stage.position), asc(stage.id));
}

async function lockStage(ctx: ServiceContext, id: string): Promise<StageRow> {
  const [row] = await ctx.db
    .select()
    .from(stage)
    .where(and(eq(stage.id, id), isNull(stage.deletedAt)))
    .for("no key update");
  if (!row) throw notFound("crm.pipeline");
  return row;
}
