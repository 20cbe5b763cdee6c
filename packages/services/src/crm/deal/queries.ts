import { notFound, type Page } from "@steward/contracts";
import type { CountDealsInput, DealStatus, ListDealsInput } from "@steward/contracts/crm/deal";
import type { ForecastCategory } from "@steward/contracts/crm/pipeline";
import { type KeysetPart, keysetPage } from "@steward/db";
import { account, contact, deal, dealStage, pipeline, product, salesperson, stage } from "@steward/db/schema";
import { and, asc, count, desc, eq, isNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import type { RecordRef } from "../account/queries.ts";
import { type TagRef, tagsByRecord } from "../tag/tagging.ts";
import { whereDeals } from "./filter.ts";
import { effectiveCategory, effectiveProbability, ofItsStage, sumOf, weightedMinor } from "./money.ts";

/** A deal as lists and boards show it. Days are ISO dates. */
export interface DealSummary {
  id: string;
  name: string;
  status: DealStatus;
  pipeline: RecordRef;
  /** For a closed deal, where it stood last. */
  stage: RecordRef;
  /** Since when it stands there; null once it is closed. */
  stageEnteredAt: Date | null;
  account: RecordRef | null;
  contact: RecordRef | null;
  product: RecordRef | null;
  owner: RecordRef | null;
  amountMinor: number | null;
  currency: string;
  /** Per cent: the deal's own, else its stage's. */
  probability: number;
  forecastCategory: ForecastCategory;
  openedOn: string | null;
  expectedCloseOn: string | null;
  closedOn: string | null;
  lostReason: string | null;
  /** The id in the system it came from. */
  externalRef: string | null;
  tags: TagRef[];
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

/** One stay at a stage; open while `leftAt` is null. */
export interface DealStay {
  id: string;
  stage: RecordRef;
  enteredAt: Date;
  leftAt: Date | null;
}

/** A deal as its own page shows it. */
export interface DealDetail extends DealSummary {
  description: string | null;
  /** Set on the deal itself; null where the stage's holds. */
  ownProbability: number | null;
  ownForecastCategory: ForecastCategory | null;
  /** Oldest first; the last hundred. */
  stays: DealStay[];
}

const dealColumns = {
  id: deal.id,
  name: deal.name,
  status: deal.status,
  pipeline: { id: deal.pipelineId, name: sql<string>`${pipeline.name}` },
  stage: { id: deal.stageId, name: sql<string>`${stage.name}` },
  stageEnteredAt: dealStage.enteredAt,
  account: { id: account.id, name: account.name },
  contact: { id: contact.id, name: contact.name },
  product: { id: product.id, name: product.name },
  owner: { id: salesperson.id, name: salesperson.name },
  amountMinor: deal.amountMinor,
  currency: deal.currency,
  probability: effectiveProbability,
  forecastCategory: effectiveCategory,
  openedOn: deal.openedOn,
  expectedCloseOn: deal.expectedCloseOn,
  closedOn: deal.closedOn,
  lostReason: deal.lostReason,
  externalRef: deal.externalRef,
  createdAt: deal.createdAt,
  updatedAt: deal.updatedAt,
  version: deal.version,
};

const dealJoins = {
  pipeline: and(eq(pipeline.tenantId, deal.tenantId), eq(pipeline.id, deal.pipelineId)),
  stage: ofItsStage,
  stay: and(eq(dealStage.tenantId, deal.tenantId), eq(dealStage.dealId, deal.id), isNull(dealStage.leftAt)),
  account: and(eq(account.tenantId, deal.tenantId), eq(account.id, deal.accountId)),
  contact: and(eq(contact.tenantId, deal.tenantId), eq(contact.id, deal.contactId)),
  product: and(eq(product.tenantId, deal.tenantId), eq(product.id, deal.productId)),
  owner: and(eq(salesperson.tenantId, deal.tenantId), eq(salesperson.id, deal.ownerId)),
};

const sortColumns = {
  createdAt: deal.createdAt,
  updatedAt: deal.updatedAt,
  name: deal.name,
  amountMinor: deal.amountMinor,
  expectedCloseOn: deal.expectedCloseOn,
  closedOn: deal.closedOn,
};

export function dealKeyset({ sort, limit, cursor }: Pick<ListDealsInput, "sort" | "limit" | "cursor">) {
  return { sort, by: sortColumns[sort.field], id: deal.id, limit, cursor };
}

/** A deal without its tags, and where it stands in the order it was read in. */
export type DealRow = Omit<DealSummary, "tags"> & { keysetValue: string | null; keysetId: string };

/**
 * Deals with the names of all they refer to, in one statement.
 *
 * @param ids a query for the ids, with its own order and limit. It becomes an array that is worked out first: joined
 *   as a set, PostgreSQL prefers to read and join all deals of the tenant and throw most of them away.
 */
export async function readDeals(
  ctx: ServiceContext,
  ids: SQLWrapper,
  { columns, orderBy }: Pick<KeysetPart, "columns" | "orderBy">,
): Promise<DealRow[]> {
  return ctx.db
    .select({ ...dealColumns, ...columns })
    .from(deal)
    .innerJoin(stage, dealJoins.stage)
    .innerJoin(pipeline, dealJoins.pipeline)
    .leftJoin(dealStage, dealJoins.stay)
    .leftJoin(account, dealJoins.account)
    .leftJoin(contact, dealJoins.contact)
    .leftJoin(product, dealJoins.product)
    .leftJoin(salesperson, dealJoins.owner)
    .where(sql`${deal.id} = any(array${ids})`)
    .orderBy(...orderBy);
}

/** One stretch of a list of deals, for `keysetPage`. */
export function readDealPart(ctx: ServiceContext, where: SQL | undefined, part: KeysetPart): Promise<DealRow[]> {
  const ids = ctx.db
    .select({ id: deal.id })
    .from(deal)
    .where(and(where, part.where))
    .orderBy(...part.orderBy)
    .limit(part.limit);
  return readDeals(ctx, ids, part);
}

/** One page of deals in two statements; three where the sort's values end and the empty ones begin. */
export async function listDeals(ctx: ServiceContext, input: ListDealsInput): Promise<Page<DealSummary>> {
  const page = await keysetPage(dealKeyset(input), (part) => readDealPart(ctx, whereDeals(ctx, input), part));
  return { ...page, items: await withTags(ctx, page.items) };
}

export async function withTags<Item extends { id: string }>(
  ctx: ServiceContext,
  items: readonly Item[],
): Promise<(Item & { tags: TagRef[] })[]> {
  const tags = await tagsByRecord(
    ctx.db,
    "deal",
    items.map((item) => item.id),
  );
  return items.map((item) => ({ ...item, tags: tags.get(item.id) ?? [] }));
}

/** How many deals the same search and filter find. */
export async function countDeals(ctx: ServiceContext, input: CountDealsInput): Promise<number> {
  const [row] = await ctx.db.select({ count: count() }).from(deal).where(whereDeals(ctx, input));
  return row?.count ?? 0;
}

/** What deals of one currency come to. */
export interface DealTotals {
  currency: string;
  count: number;
  amountMinor: number;
  /** Σ amount × probability of those that are open. */
  weightedMinor: number;
}

/** What the same search and filter come to, by currency, the most frequent first: the foot of a list. */
export async function totalDeals(ctx: ServiceContext, input: CountDealsInput): Promise<DealTotals[]> {
  const open = sql`case when ${deal.status} = 'open' then ${weightedMinor} end`;
  return ctx.db
    .select({
      currency: deal.currency,
      count: count(),
      amountMinor: sumOf(deal.amountMinor),
      weightedMinor: sumOf(open),
    })
    .from(deal)
    .innerJoin(stage, ofItsStage)
    .where(whereDeals(ctx, input))
    .groupBy(deal.currency)
    .orderBy(desc(count()), asc(deal.currency));
}

const maxStays = 100;

/** One deal with its way through the stages, in four statements of one flight. Throws NOT_FOUND. */
export async function getDeal(ctx: ServiceContext, id: string): Promise<DealDetail> {
  const where = and(eq(deal.id, id), isNull(deal.deletedAt));
  const position = { keysetValue: sql<string | null>`null`, keysetId: sql<string>`${deal.id}` };
  const [[row], [own], stays, tags] = await Promise.all([
    readDealPart(ctx, where, { columns: position, where: undefined, orderBy: [], limit: 1 }),
    ctx.db
      .select({
        description: deal.description,
        ownProbability: deal.probability,
        ownForecastCategory: deal.forecastCategory,
      })
      .from(deal)
      .where(where),
    listStays(ctx, id),
    tagsByRecord(ctx.db, "deal", [id]),
  ]);
  if (!row || !own) throw notFound("crm.deal");
  const { keysetValue: _value, keysetId: _id, ...summary } = row;
  return { ...summary, ...own, stays: stays.reverse(), tags: tags.get(id) ?? [] };
}

function listStays(ctx: ServiceContext, dealId: string): Promise<DealStay[]> {
  return ctx.db
    .select({
      id: dealStage.id,
      stage: { id: stage.id, name: stage.name },
      enteredAt: dealStage.enteredAt,
      leftAt: dealStage.leftAt,
    })
    .from(dealStage)
    .innerJoin(stage, and(eq(stage.tenantId, dealStage.tenantId), eq(stage.id, dealStage.stageId)))
    .where(eq(dealStage.dealId, dealId))
    .orderBy(desc(dealStage.enteredAt), desc(dealStage.id))
    .limit(maxStays);
}
