import { AppError, notFound } from "@steward/contracts";
import {
  dealAssigned,
  dealRemoved,
  dealRestored,
  dealStageChanged,
  dealUpdated,
  type UpdateManyDealsInput,
} from "@steward/contracts/crm/deal";
import { isUniqueViolation } from "@steward/db";
import { deal, stage } from "@steward/db/schema";
import { and, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import {
  type BulkResult,
  changesOf,
  emitMany,
  givenFields,
  previousValues,
  type ServiceContext,
} from "../../kernel/index.ts";
import { requireReferences } from "../reference.ts";
import { changeTags } from "../tag/tagging.ts";
import { tellOwner } from "../tell-owner.ts";
import { requireOpen } from "./deal.ts";
import { changeStages } from "./history.ts";
import { type DealRecord, lockDeals, lockStageFor } from "./rows.ts";

/**
 * Gives many deals an owner, a stage, an expected close or tags at once: all of them or, where one refuses, none.
 * Ids that are unknown or removed are left out.
 * Throws INVALID `reference_unknown`, PRECONDITION `deal.already_closed` where a closed one would be moved.
 */
export async function updateManyDeals(
  ctx: ServiceContext,
  input: UpdateManyDealsInput,
): Promise<BulkResult<UpdateManyDealsInput>> {
  const { ownerId, expectedCloseOn, stageId } = input;
  await requireReferences(ctx, { ownerId, tagIds: input.addTagIds });
  const target = stageId === undefined ? undefined : await lockStageFor(ctx, stageId);
  const rows = await lockDeals(ctx, input.ids);
  const ids = rows.map((row) => row.id);
  const undo: UpdateManyDealsInput[] = [];
  if (target) undo.push(...(await moveMany(ctx, rows, target)));
  undo.push(...(await setMany(ctx, rows, { ownerId, expectedCloseOn })));
  undo.push(...(await changeTags(ctx, "deal", ids, input)));
  return { count: ids.length, undo };
}

async function moveMany(
  ctx: ServiceContext,
  rows: readonly DealRecord[],
  to: { id: string; name: string; pipelineId: string },
): Promise<UpdateManyDealsInput[]> {
  for (const row of rows) requireOpen(row);
  const moving = rows.filter((row) => row.stageId !== to.id);
  if (moving.length === 0) return [];
  const ids = moving.map((row) => row.id);
  const left = await ctx.db
    .select({ id: stage.id, name: stage.name })
    .from(stage)
    .where(inArray(stage.id, [...new Set(moving.map((row) => row.stageId))]));
  const names = new Map(left.map(({ id, name }) => [id, name]));
  await ctx.db
    .update(deal)
    .set({ stageId: to.id, pipelineId: to.pipelineId, version: sql`${deal.version} + 1` })
    .where(inArray(deal.id, ids));
  await changeStages(ctx, ids, to.id);
  await emitMany(
    ctx,
    dealStageChanged,
    moving.map(({ id, name, stageId }) => ({
      entityId: id,
      payload: { name, from: { id: stageId, name: names.get(stageId) ?? "" }, to: { id: to.id, name: to.name } },
    })),
  );
  return previousValues(moving, ["stageId"]);
}

async function setMany(
  ctx: ServiceContext,
  rows: readonly DealRecord[],
  fields: Pick<UpdateManyDealsInput, "ownerId" | "expectedCloseOn">,
): Promise<UpdateManyDealsInput[]> {
  const changed = rows
    .map((row) => ({ row, changes: changesOf(row, fields) }))
    .filter(({ changes }) => Object.keys(changes).length > 0);
  if (changed.length === 0) return [];
  const changedRows = changed.map(({ row }) => row);
  await ctx.db
    .update(deal)
    .set({ ...fields, version: sql`${deal.version} + 1` })
    .where(
      inArray(
        deal.id,
        changedRows.map(({ id }) => id),
      ),
    );
  await emitMany(
    ctx,
    dealUpdated,
    changed.map(({ row, changes }) => ({ entityId: row.id, payload: { changes } })),
  );
  const given = changed.filter(({ changes }) => changes.ownerId).map(({ row }) => row);
  await tellOwner(ctx, dealAssigned, fields.ownerId, given);
  return previousValues(changedRows, givenFields(fields));
}

/** Puts deals in the bin; `restoreDeals` brings them back as they were. Throws NOT_FOUND where none is there. */
export async function removeDeals(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(deal)
    .set({ deletedAt: sql`now()`, version: sql`${deal.version} + 1` })
    .where(and(inArray(deal.id, [...ids]), isNull(deal.deletedAt)))
    .returning({ id: deal.id, name: deal.name });
  if (rows.length === 0) throw notFound("crm.deal");
  await emitMany(
    ctx,
    dealRemoved,
    rows.map(({ id, name }) => ({ entityId: id, payload: { name } })),
  );
  return { ids: rows.map(({ id }) => id) };
}

/** Throws NOT_FOUND where none was removed, CONFLICT `deal.external_ref_taken` where it was imported again since. */
export async function restoreDeals(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(deal)
    .set({ deletedAt: null, version: sql`${deal.version} + 1` })
    .where(and(inArray(deal.id, [...ids]), isNotNull(deal.deletedAt)))
    .returning({ id: deal.id, name: deal.name })
    .catch((error: unknown) => {
      if (isUniqueViolation(error)) throw new AppError("CONFLICT", "deal.external_ref_taken");
      throw error;
    });
  if (rows.length === 0) throw notFound("crm.deal");
  await emitMany(
    ctx,
    dealRestored,
    rows.map(({ id, name }) => ({ entityId: id, payload: { name } })),
  );
  return { ids: rows.map(({ id }) => id) };
}
