import type { ForecastCategory } from "@steward/contracts/crm/pipeline";
import { deal, stage } from "@steward/db/schema";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { anyIdOf } from "../../kernel/index.ts";

/** Joins each deal to the stage it stands at, removed stages included: closed deals keep theirs. */
export const ofItsStage = and(eq(stage.tenantId, deal.tenantId), eq(stage.id, deal.stageId));

/** The deal's own, else its stage's; the query joins `stage`. */
export const effectiveProbability = sql<number>`coalesce(${deal.probability}, ${stage.probability})`.mapWith(Number);
export const effectiveCategory = sql<ForecastCategory>`coalesce(${deal.forecastCategory}, ${stage.forecastCategory})`;

/**
 * `weightedAmountMinor` of the contracts, in SQL: rounded deal by deal, so that every grouping adds up to the same.
 * Null while a deal has no amount.
 */
export const weightedMinor = sql<number | null>`((${deal.amountMinor} * ${effectiveProbability} + 50) / 100)`.mapWith(
  Number,
);

/** What an open deal adds to what sales may expect: nothing where the forecast omits it. */
export const forecastMinor = sql<number | null>`case when ${deal.status} = 'open' and ${effectiveCategory} <> 'omitted'
  then ${weightedMinor} end`.mapWith(Number);

/** Sums in one currency; a deal without an amount counts and adds nothing. */
export const sumOf = (amount: SQL | typeof deal.amountMinor): SQL<number> =>
  sql<number>`coalesce(sum(${amount}), 0)`.mapWith(Number);

/** Whose deals, of which pipeline; left out: everybody's, of all. `none` among the owners is nobody. */
export interface SalesScope {
  pipelineId?: string | undefined;
  ownerId?: readonly string[] | undefined;
}

/** Deals of the scope that are not in the bin. */
export function inScope({ pipelineId, ownerId }: SalesScope): SQL | undefined {
  return and(
    isNull(deal.deletedAt),
    pipelineId ? eq(deal.pipelineId, pipelineId) : undefined,
    anyIdOf(deal.ownerId, ownerId),
  );
}
