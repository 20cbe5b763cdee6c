import { invalidField, notFound, recordChanged, referenceUnknown } from "@steward/contracts";
import { type DealStatus, dealCreated, dealLost, dealWon } from "@steward/contracts/crm/deal";
import type { ForecastCategory } from "@steward/contracts/crm/pipeline";
import { uuidv7 } from "@steward/db";
import { deal, pipeline, stage } from "@steward/db/schema";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { emitMany, type ServiceContext } from "../../kernel/index.ts";
import { ensureDefaultPipeline } from "../pipeline/pipeline.ts";
import { enterStages } from "./history.ts";
import { dealSearchText } from "./words.ts";

export type DealRecord = typeof deal.$inferSelect;

/** A deal as it is written: references are checked, defaults are filled in. Days are ISO dates. */
export interface DealDraft {
  name: string;
  pipelineId: string;
  /** For a closed deal, where it stood last. */
  stageId: string;
  status: DealStatus;
  accountId: string | null;
  contactId: string | null;
  productId: string | null;
  ownerId: string | null;
  amountMinor: number | null;
  currency: string;
  probability: number | null;
  forecastCategory: ForecastCategory | null;
  openedOn: string | null;
  expectedCloseOn: string | null;
  /** Set exactly when the deal is won or lost. */
  closedOn: string | null;
  lostReason: string | null;
  externalRef: string | null;
  description: string | null;
}

/**
 * Writes up to a thousand deals with their history and events in a handful of statements, and answers their ids in
 * order. The history begins on `openedOn` and ends, where a deal is closed, on `closedOn`.
 */
export async function insertDeals(ctx: ServiceContext, drafts: readonly DealDraft[]): Promise<string[]> {
  if (drafts.length === 0) return [];
  const rows = drafts.map((draft) => ({ ...draft, id: uuidv7(), searchText: dealSearchText(draft) }));
  await ctx.db.insert(deal).values(rows);
  await enterStages(
    ctx,
    rows.map((row) => ({ dealId: row.id, stageId: row.stageId, ...interval(ctx, row) })),
  );
  await emitMany(
    ctx,
    dealCreated,
    rows.map(({ id, name }) => ({ entityId: id, payload: { name } })),
  );
  const closed = rows.flatMap(({ closedOn, ...row }) => (closedOn === null ? [] : [{ ...row, closedOn }]));
  await emitMany(
    ctx,
    dealWon,
    closed
      .filter(({ status }) => status === "won")
      .map(({ id, name, amountMinor, currency, closedOn }) => ({
        entityId: id,
        payload: { name, amountMinor, currency, closedOn },
      })),
  );
  await emitMany(
    ctx,
    dealLost,
    closed
      .filter(({ status }) => status === "lost")
      .map(({ id, name, lostReason, closedOn }) => ({
        entityId: id,
        payload: { name, reason: lostReason ?? "", closedOn },
      })),
  );
  return rows.map(({ id }) => id);
}

/** From the day it was opened; a closed deal's row ends on the day it closed, and never before it begins. */
function interval(ctx: ServiceContext, { openedOn, closedOn }: Pick<DealDraft, "openedOn" | "closedOn">) {
  const start = (day: string) => sql`(${day}::date::timestamp at time zone ${ctx.tenant.timeZone})`;
  const began = openedOn ?? closedOn;
  const at = began === null ? sql`clock_timestamp()` : sql`least(${start(began)}, clock_timestamp())`;
  if (closedOn === null) return { at };
  return { at, leftAt: sql`greatest(${start(closedOn)}, ${at})` };
}

/** The stage a deal shall stand at, kept from being removed meanwhile. Throws INVALID `reference_unknown`. */
export async function lockStageFor(
  ctx: ServiceContext,
  stageId: string,
): Promise<{ id: string; name: string; pipelineId: string }> {
  const living = ctx.db.select({ id: pipeline.id }).from(pipeline).where(isNull(pipeline.deletedAt));
  const [row] = await ctx.db
    .select({ id: stage.id, name: stage.name, pipelineId: stage.pipelineId })
    .from(stage)
    .where(and(eq(stage.id, stageId), isNull(stage.deletedAt), inArray(stage.pipelineId, living)))
    .for("share");
  if (!row) throw referenceUnknown("stageId");
  return row;
}

/**
 * Where a new deal begins: at the stage that is named, else at the first one of the pipeline that is named, else at
 * the first one of the organisation's first pipeline. Throws INVALID `reference_unknown` | `deal.stage_elsewhere`.
 */
export async function startingStage(
  ctx: ServiceContext,
  { pipelineId, stageId }: { pipelineId?: string | undefined; stageId?: string | undefined },
): Promise<{ id: string; name: string; pipelineId: string }> {
  if (stageId) {
    const found = await lockStageFor(ctx, stageId);
    if (pipelineId && found.pipelineId !== pipelineId) {
      throw invalidField("stageId", "deal.stage_elsewhere", "This stage belongs to another pipeline");
    }
    return found;
  }
  const home = pipelineId ?? (await ensureDefaultPipeline(ctx)).id;
  const [first] = await ctx.db
    .select({ id: stage.id })
    .from(stage)
    .where(and(eq(stage.pipelineId, home), isNull(stage.deletedAt)))
    .orderBy(asc(stage.position), asc(stage.id))
    .limit(1);
  if (!first) throw referenceUnknown("pipelineId");
  return lockStageFor(ctx, first.id);
}

/** The deal's row, locked until the end of the transaction. Throws NOT_FOUND, CONFLICT `record_changed`. */
export async function lockDeal(ctx: ServiceContext, id: string, version?: number): Promise<DealRecord> {
  const [row] = await ctx.db
    .select()
    .from(deal)
    .where(and(eq(deal.id, id), isNull(deal.deletedAt)))
    .for("no key update");
  if (!row) throw notFound("crm.deal");
  if (version !== undefined && version !== row.version) throw recordChanged("crm.deal");
  return row;
}

/** Many deals' rows, locked in the order of their ids so that two bulk actions cannot block each other. */
export function lockDeals(ctx: ServiceContext, ids: readonly string[]): Promise<DealRecord[]> {
  return ctx.db
    .select()
    .from(deal)
    .where(and(inArray(deal.id, [...ids]), isNull(deal.deletedAt)))
    .orderBy(asc(deal.id))
    .for("no key update");
}
