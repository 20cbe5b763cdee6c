import type { CountDealsInput } from "@steward/contracts/crm/deal";
import { searchFilter } from "@steward/db";
import { account, deal, stage } from "@steward/db/schema";
import { and, eq, gte, inArray, isNotNull, isNull, lt, lte, not, or, type SQL } from "drizzle-orm";
import { anyIdOf, type ServiceContext, today } from "../../kernel/index.ts";
import { taggedWithAny } from "../tag/tagging.ts";

/** Which deals a list, its count, its totals, its export and the board are about. */
export function whereDeals(ctx: ServiceContext, { search, filter }: CountDealsInput): SQL | undefined {
  return and(
    isNull(deal.deletedAt),
    matchesDealOrAccount(ctx, search),
    filter.pipelineId ? eq(deal.pipelineId, filter.pipelineId) : undefined,
    filter.stageId?.length ? inArray(deal.stageId, filter.stageId) : undefined,
    filter.status?.length ? inArray(deal.status, filter.status) : undefined,
    anyIdOf(deal.ownerId, filter.ownerId),
    anyIdOf(deal.productId, filter.productId),
    anyIdOf(deal.accountId, filter.accountId),
    filter.contactId?.length ? inArray(deal.contactId, filter.contactId) : undefined,
    filter.tagId?.length ? taggedWithAny(ctx.db, "deal", deal.id, filter.tagId) : undefined,
    filter.currency ? eq(deal.currency, filter.currency) : undefined,
    filter.amountMinor?.min === undefined ? undefined : gte(deal.amountMinor, filter.amountMinor.min),
    filter.amountMinor?.max === undefined ? undefined : lte(deal.amountMinor, filter.amountMinor.max),
    filter.expectedCloseOn?.from ? gte(deal.expectedCloseOn, filter.expectedCloseOn.from) : undefined,
    filter.expectedCloseOn?.to ? lte(deal.expectedCloseOn, filter.expectedCloseOn.to) : undefined,
    filter.closedOn?.from ? gte(deal.closedOn, filter.closedOn.from) : undefined,
    filter.closedOn?.to ? lte(deal.closedOn, filter.closedOn.to) : undefined,
    ...whenExpected(ctx, filter),
    ofCategory(ctx, filter.forecastCategory),
  );
}

function whenExpected(ctx: ServiceContext, { overdue, undated }: CountDealsInput["filter"]): (SQL | undefined)[] {
  const late = and(eq(deal.status, "open"), lt(deal.expectedCloseOn, today(ctx)));
  return [
    overdue === true ? late : undefined,
    // Without a day nothing is late; a plain NOT would drop these rows, because for them the comparison is unknown.
    overdue === false && late ? or(isNull(deal.expectedCloseOn), not(late)) : undefined,
    undated === true ? isNull(deal.expectedCloseOn) : undefined,
    undated === false ? isNotNull(deal.expectedCloseOn) : undefined,
  ];
}

function ofCategory(ctx: ServiceContext, categories: CountDealsInput["filter"]["forecastCategory"]): SQL | undefined {
  if (!categories?.length) return undefined;
  const stages = ctx.db.select({ id: stage.id }).from(stage).where(inArray(stage.forecastCategory, categories));
  return or(
    inArray(deal.forecastCategory, categories),
    and(isNull(deal.forecastCategory), inArray(deal.stageId, stages)),
  );
}

/**
 * Words of the deal itself or of its account: people look for "Hottechi" and mean its deals. Two sets of ids, because
 * neither index would serve an OR over two tables.
 */
function matchesDealOrAccount(ctx: ServiceContext, search: string | undefined): SQL | undefined {
  const ofDeal = searchFilter(deal, search);
  const ofAccount = searchFilter(account, search);
  if (!ofDeal || !ofAccount) return undefined;
  const accounts = ctx.db.select({ id: account.id }).from(account).where(ofAccount);
  return inArray(
    deal.id,
    ctx.db
      .select({ id: deal.id })
      .from(deal)
      .where(ofDeal)
      .union(ctx.db.select({ id: deal.id }).from(deal).where(inArray(deal.accountId, accounts))),
  );
}
