import { AppError, invalidField } from "@steward/contracts";
import {
  type CreateDealInput,
  dealAssigned,
  dealLost,
  dealReopened,
  dealStageChanged,
  dealUpdated,
  dealWon,
  type LoseDealInput,
  type MoveDealInput,
  type ReopenDealInput,
  type UpdateDealInput,
  type WinDealInput,
} from "@steward/contracts/crm/deal";
import { isUniqueViolation } from "@steward/db";
import { deal, stage } from "@steward/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { changesOf, emit, type ServiceContext, today } from "../../kernel/index.ts";
import { requireReferences } from "../reference.ts";
import { ensureSalesperson } from "../salesperson/salesperson.ts";
import { addTags, replaceTags } from "../tag/tagging.ts";
import { tellOwner } from "../tell-owner.ts";
import { afterLastStage, changeStages, enterStages, leaveStages } from "./history.ts";
import { type DealDetail, getDeal } from "./queries.ts";
import { type DealRecord, insertDeals, lockDeal, lockStageFor, startingStage } from "./rows.ts";
import { dealSearchText } from "./words.ts";

/**
 * Opens a deal; without `ownerId` it belongs to who adds it.
 * Throws INVALID `reference_unknown` | `deal.stage_elsewhere`, CONFLICT `deal.external_ref_taken`.
 */
export async function createDeal(ctx: ServiceContext, input: CreateDealInput): Promise<DealDetail> {
  const { tagIds = [], ...given } = input;
  await requireReferences(ctx, input);
  const start = await startingStage(ctx, input);
  const ownerId = given.ownerId === undefined ? await ensureSalesperson(ctx) : given.ownerId;
  const [id] = await insertDeals(ctx, [
    {
      name: given.name,
      pipelineId: start.pipelineId,
      stageId: start.id,
      status: "open",
      accountId: given.accountId ?? null,
      contactId: given.contactId ?? null,
      productId: given.productId ?? null,
      ownerId,
      amountMinor: given.amountMinor ?? null,
      currency: given.currency ?? ctx.tenant.currency,
      probability: given.probability ?? null,
      forecastCategory: given.forecastCategory ?? null,
      openedOn: given.openedOn ?? today(ctx),
      expectedCloseOn: given.expectedCloseOn ?? null,
      closedOn: null,
      lostReason: null,
      externalRef: given.externalRef ?? null,
      description: given.description ?? null,
    },
  ]).catch(explainExternalRef);
  if (!id) throw new AppError("INTERNAL", "deal.not_written");
  await addTags(ctx, "deal", [id], tagIds);
  await tellOwner(ctx, dealAssigned, given.ownerId, [{ id, name: given.name }]);
  return getDeal(ctx, id);
}

/**
 * Changes the given members; stage and status have verbs of their own.
 * Throws NOT_FOUND, CONFLICT `record_changed`, INVALID `reference_unknown` | `deal.closed_before_opened`.
 */
export async function updateDeal(ctx: ServiceContext, input: UpdateDealInput): Promise<DealDetail> {
  const { id, version, tagIds, ...fields } = input;
  const before = await lockDeal(ctx, id, version);
  await requireReferences(ctx, input);
  refuseClosedBeforeOpened(fields.openedOn ?? before.openedOn, before.closedOn, "openedOn");
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length > 0) {
    const searchText = dealSearchText({ ...before, name: fields.name ?? before.name });
    await ctx.db
      .update(deal)
      .set({ ...fields, searchText, version: before.version + 1 })
      .where(eq(deal.id, id));
    await emit(ctx, dealUpdated, id, { changes });
    if (changes.ownerId) await tellOwner(ctx, dealAssigned, fields.ownerId, [{ id, name: fields.name ?? before.name }]);
  }
  if (tagIds) await replaceTags(ctx, "deal", id, tagIds);
  return getDeal(ctx, id);
}

/**
 * Puts an open deal at a stage, of another pipeline too. Where it stands there already, nothing happens.
 * Throws NOT_FOUND, CONFLICT `record_changed`, INVALID `reference_unknown`, PRECONDITION `deal.already_closed`.
 */
export async function moveDeal(ctx: ServiceContext, input: MoveDealInput): Promise<DealDetail> {
  // The stage before the deal: whoever removes a stage locks in this order too.
  const to = await lockStageFor(ctx, input.stageId);
  const before = await lockDeal(ctx, input.id, input.version);
  requireOpen(before);
  if (before.stageId !== to.id) {
    const from = await stageRef(ctx, before.stageId);
    await ctx.db
      .update(deal)
      .set({ stageId: to.id, pipelineId: to.pipelineId, version: before.version + 1 })
      .where(eq(deal.id, input.id));
    await changeStages(ctx, [input.id], to.id);
    await emit(ctx, dealStageChanged, input.id, { name: before.name, from, to: { id: to.id, name: to.name } });
  }
  return getDeal(ctx, input.id);
}

/**
 * Ends a deal as won, today unless `closedOn` says when.
 * Throws NOT_FOUND, CONFLICT `record_changed`, PRECONDITION `deal.already_closed`, INVALID `deal.closed_in_future` |
 * `deal.closed_before_opened`.
 */
export async function winDeal(ctx: ServiceContext, input: WinDealInput): Promise<DealDetail> {
  const before = await lockDeal(ctx, input.id, input.version);
  const closedOn = closingDay(ctx, before, input.closedOn);
  const amountMinor = input.amountMinor ?? before.amountMinor;
  await ctx.db
    .update(deal)
    .set({ status: "won", closedOn, amountMinor, version: before.version + 1 })
    .where(eq(deal.id, input.id));
  await leaveStages(ctx, [input.id]);
  await emit(ctx, dealWon, input.id, { name: before.name, amountMinor, currency: before.currency, closedOn });
  return getDeal(ctx, input.id);
}

/** Ends a deal as lost, and says why. Throws as `winDeal` does. */
export async function loseDeal(ctx: ServiceContext, input: LoseDealInput): Promise<DealDetail> {
  const before = await lockDeal(ctx, input.id, input.version);
  const closedOn = closingDay(ctx, before, input.closedOn);
  await ctx.db
    .update(deal)
    .set({ status: "lost", closedOn, lostReason: input.reason, version: before.version + 1 })
    .where(eq(deal.id, input.id));
  await leaveStages(ctx, [input.id]);
  await emit(ctx, dealLost, input.id, { name: before.name, reason: input.reason, closedOn });
  return getDeal(ctx, input.id);
}

/**
 * Opens a closed deal again, where it last stood or at `stageId`; where that stage is gone, at the pipeline's first.
 * Throws NOT_FOUND, CONFLICT `record_changed`, PRECONDITION `deal.not_closed`, INVALID `reference_unknown`.
 */
export async function reopenDeal(ctx: ServiceContext, input: ReopenDealInput): Promise<DealDetail> {
  const to = await reopenStage(ctx, input);
  const before = await lockDeal(ctx, input.id, input.version);
  if (before.status === "open") throw new AppError("PRECONDITION", "deal.not_closed");
  await ctx.db
    .update(deal)
    .set({
      status: "open",
      closedOn: null,
      lostReason: null,
      stageId: to.id,
      pipelineId: to.pipelineId,
      version: before.version + 1,
    })
    .where(eq(deal.id, input.id));
  await enterStages(ctx, [{ dealId: input.id, stageId: to.id, at: afterLastStage(input.id) }]);
  await emit(ctx, dealReopened, input.id, { name: before.name, stage: { id: to.id, name: to.name } });
  return getDeal(ctx, input.id);
}

async function reopenStage(ctx: ServiceContext, input: ReopenDealInput) {
  if (input.stageId) return lockStageFor(ctx, input.stageId);
  const [last] = await ctx.db
    .select({ id: stage.id, pipelineId: stage.pipelineId, deletedAt: stage.deletedAt })
    .from(deal)
    .innerJoin(stage, and(eq(stage.tenantId, deal.tenantId), eq(stage.id, deal.stageId)))
    .where(and(eq(deal.id, input.id), isNull(deal.deletedAt)));
  return startingStage(ctx, {
    pipelineId: last?.pipelineId,
    stageId: last?.deletedAt === null ? last.id : undefined,
  });
}

/** Throws PRECONDITION `deal.already_closed`: a deal that has ended is opened again before anything moves it. */
export function requireOpen(row: Pick<DealRecord, "status" | "name">): void {
  if (row.status !== "open") {
    throw new AppError("PRECONDITION", "deal.already_closed", { status: row.status, name: row.name });
  }
}

function closingDay(ctx: ServiceContext, before: DealRecord, given: string | undefined): string {
  requireOpen(before);
  const now = today(ctx);
  const closedOn = given ?? now;
  if (closedOn > now) throw invalidField("closedOn", "deal.closed_in_future", "This day has not come yet");
  refuseClosedBeforeOpened(before.openedOn, closedOn, "closedOn");
  return closedOn;
}

function refuseClosedBeforeOpened(openedOn: string | null, closedOn: string | null, path: string): void {
  if (openedOn !== null && closedOn !== null && closedOn < openedOn) {
    throw invalidField(path, "deal.closed_before_opened", `It was opened on ${openedOn} and closed on ${closedOn}`);
  }
}

async function stageRef(ctx: ServiceContext, id: string): Promise<{ id: string; name: string }> {
  const [row] = await ctx.db.select({ id: stage.id, name: stage.name }).from(stage).where(eq(stage.id, id));
  return row ?? { id, name: "" };
}

function explainExternalRef(error: unknown): never {
  if (isUniqueViolation(error)) throw new AppError("CONFLICT", "deal.external_ref_taken");
  throw error;
}
