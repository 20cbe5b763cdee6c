import type { Page } from "@steward/contracts";
import type { DealBoardColumnInput, DealBoardInput } from "@steward/contracts/crm/deal";
import { encodeCursor, keysetPage } from "@steward/db";
import { deal, stage } from "@steward/db/schema";
import { and, count, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import { whereDeals } from "./filter.ts";
import { forecastMinor, ofItsStage, sumOf } from "./money.ts";
import {
  type DealRow,
  type DealSummary,
  type DealTotals,
  dealKeyset,
  readDealPart,
  readDeals,
  withTags,
} from "./queries.ts";

export interface BoardColumn {
  stageId: string;
  /** By currency. */
  totals: DealTotals[];
  /** The first cards. */
  items: DealSummary[];
  /** For the rest of the column; null where these are all. */
  nextCursor: string | null;
}

/**
 * The open deals of a pipeline: of each stage that has any, what they come to and the first few. Stages without deals
 * have no entry: the pipeline itself says which stages there are. Three statements, however many stages.
 */
export async function getDealBoard(ctx: ServiceContext, input: DealBoardInput): Promise<BoardColumn[]> {
  const where = whereDeals(ctx, {
    search: input.search,
    filter: { ...input.filter, pipelineId: input.pipelineId, status: ["open"] },
  });
  const [sums, cards] = await Promise.all([
    ctx.db
      .select({
        stageId: deal.stageId,
        currency: deal.currency,
        count: count(),
        amountMinor: sumOf(deal.amountMinor),
        weightedMinor: sumOf(forecastMinor),
      })
      .from(deal)
      .innerJoin(stage, ofItsStage)
      .where(where)
      .groupBy(deal.stageId, deal.currency),
    firstCards(ctx, input, where),
  ]);
  const items = await withTags(ctx, cards);
  const cardsOf = Map.groupBy(items, (item) => item.stage.id);
  return [...Map.groupBy(sums, (sum) => sum.stageId)].map(([stageId, rows]) => ({
    stageId,
    totals: rows.map(({ stageId: _, ...totals }) => totals).sort((one, other) => other.count - one.count),
    ...columnPage(input, cardsOf.get(stageId) ?? []),
  }));
}

const directions = { expectedCloseOn: "asc", amountMinor: "desc", updatedAt: "desc" } as const;
const sortOf = (field: DealBoardInput["sort"]) => ({ field, direction: directions[field] });

/** The first cards of every stage and one more, which tells whether there are further ones. */
function firstCards(ctx: ServiceContext, input: DealBoardInput, where: SQL | undefined) {
  const { by } = dealKeyset({ sort: sortOf(input.sort), limit: input.limit });
  const direction = sql.raw(directions[input.sort]);
  const order = [sql`${by} ${direction} nulls last`, sql`${deal.id} ${direction}`];
  const first = ctx.db
    .select({ id: deal.id })
    .from(deal)
    .where(and(eq(deal.stageId, stage.id), where))
    .orderBy(...order)
    .limit(input.limit + 1)
    .as("first_cards");
  const ids = ctx.db
    .select({ id: first.id })
    .from(stage)
    .crossJoinLateral(first)
    .where(and(eq(stage.pipelineId, input.pipelineId), isNull(stage.deletedAt)));
  const columns = { keysetValue: sql<string | null>`(${by})::text`, keysetId: sql<string>`${deal.id}` };
  return readDeals(ctx, ids, { columns, orderBy: order });
}

function columnPage(
  { sort, limit }: DealBoardInput,
  cards: readonly (DealSummary & Pick<DealRow, "keysetValue" | "keysetId">)[],
): Pick<BoardColumn, "items" | "nextCursor"> {
  const shown = cards.slice(0, limit);
  const last = cards.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(({ keysetValue: _value, keysetId: _id, ...card }) => card),
    nextCursor: last ? encodeCursor(sortOf(sort), { value: last.keysetValue, id: last.id }) : null,
  };
}

/** The next cards of one stage. Throws INVALID `cursor_invalid`. */
export async function getBoardColumn(ctx: ServiceContext, input: DealBoardColumnInput): Promise<Page<DealSummary>> {
  const where = whereDeals(ctx, {
    search: input.search,
    filter: { ...input.filter, stageId: [input.stageId], status: ["open"] },
  });
  const { limit, cursor } = input;
  const page = await keysetPage(dealKeyset({ sort: sortOf(input.sort), limit, cursor }), (part) =>
    readDealPart(ctx, where, part),
  );
  return { ...page, items: await withTags(ctx, page.items) };
}
