import type { ClosedByMonthInput, SalesSummaryInput } from "@steward/contracts/crm/forecast";
import { monthEnd } from "@steward/contracts/kernel/day";
import { deal, stage } from "@steward/db/schema";
import { and, count, eq, gte, inArray, lte, type SQL, sql, sum } from "drizzle-orm";
import { monthStart, type ServiceContext } from "../../kernel/index.ts";
import { forecastMinor, inScope, ofItsStage, sumOf } from "../deal/money.ts";

/** What was sold and what is open, in one currency. */
export interface CurrencySummary {
  currency: string;
  wonCount: number;
  wonAmountMinor: number;
  lostCount: number;
  lostAmountMinor: number;
  openCount: number;
  openAmountMinor: number;
  /** Σ amount × probability of open deals that the forecast does not omit. */
  openWeightedMinor: number;
  /** Won deals that have an amount, averaged; null where there is none. */
  averageWonMinor: number | null;
  /** Expected won amount per day: open deals × win rate × average won amount ÷ average cycle. Null until all are known. */
  velocityMinorPerDay: number | null;
}

export interface SalesSummary {
  wonCount: number;
  lostCount: number;
  openCount: number;
  /** Won of all that closed, 0 to 1; null where nothing closed. */
  winRate: number | null;
  /** From the day a deal was opened to the day it was won, on average; null where that is not known of any. */
  averageCycleDays: number | null;
  currencies: CurrencySummary[];
}

/**
 * Deals closed within the days (all time where none are given) beside everything that is open now. Counts are of all
 * currencies; amounts stand with theirs, the busiest first.
 */
export async function getSalesSummary(ctx: ServiceContext, input: SalesSummaryInput): Promise<SalesSummary> {
  const [closed, open, cycles] = await Promise.all([
    closedSums(ctx, input),
    openSums(ctx, input),
    ctx.db
      .select({
        currency: deal.currency,
        count: count(),
        days: sum(sql`${deal.closedOn} - ${deal.openedOn}`).mapWith(Number),
      })
      .from(deal)
      .where(and(closedWithin(input, "won"), sql`${deal.closedOn} >= ${deal.openedOn}`))
      .groupBy(deal.currency),
  ]);
  const wonCount = total(closed, "won");
  const lostCount = total(closed, "lost");
  const winRate = wonCount + lostCount === 0 ? null : wonCount / (wonCount + lostCount);
  const averageCycleDays = averageDays(cycles);
  const names = new Set([...closed, ...open].map((row) => row.currency));
  const currencies = [...names].map((currency) => {
    const won = closed.find((row) => row.currency === currency && row.status === "won");
    const lost = closed.find((row) => row.currency === currency && row.status === "lost");
    const opened = open.find((row) => row.currency === currency);
    const averageWonMinor = won && won.pricedCount > 0 ? Math.round(won.amountMinor / won.pricedCount) : null;
    const summary = {
      currency,
      wonCount: won?.count ?? 0,
      wonAmountMinor: won?.amountMinor ?? 0,
      lostCount: lost?.count ?? 0,
      lostAmountMinor: lost?.amountMinor ?? 0,
      openCount: opened?.count ?? 0,
      openAmountMinor: opened?.amountMinor ?? 0,
      openWeightedMinor: opened?.weightedMinor ?? 0,
      averageWonMinor,
    };
    return {
      ...summary,
      velocityMinorPerDay: velocity(summary, averageDays(cycles.filter((cycle) => cycle.currency === currency))),
    };
  });
  currencies.sort((one, other) => dealsOf(other) - dealsOf(one) || one.currency.localeCompare(other.currency));
  const openCount = open.reduce((all, row) => all + row.count, 0);
  return { wonCount, lostCount, openCount, winRate, averageCycleDays, currencies };
}

function averageDays(cycles: readonly { count: number; days: number }[]): number | null {
  const won = cycles.reduce((total, cycle) => total + cycle.count, 0);
  return won === 0 ? null : cycles.reduce((total, cycle) => total + cycle.days, 0) / won;
}

interface Volume {
  wonCount: number;
  lostCount: number;
  openCount: number;
}
const dealsOf = ({ wonCount, lostCount, openCount }: Volume) => wonCount + lostCount + openCount;

/** The usual sales velocity, within one currency so that its win rate, its average and its pace belong together. */
function velocity(sums: Volume & { averageWonMinor: number | null }, cycleDays: number | null): number | null {
  const closed = sums.wonCount + sums.lostCount;
  if (sums.averageWonMinor === null || cycleDays === null || cycleDays <= 0 || closed === 0) return null;
  return Math.round((sums.openCount * (sums.wonCount / closed) * sums.averageWonMinor) / cycleDays);
}

interface ClosedSum {
  currency: string;
  status: "open" | "won" | "lost";
  count: number;
  pricedCount: number;
  amountMinor: number;
}

const total = (rows: readonly ClosedSum[], status: ClosedSum["status"]) =>
  rows.filter((row) => row.status === status).reduce((all, row) => all + row.count, 0);

function closedSums(ctx: ServiceContext, input: SalesSummaryInput): Promise<ClosedSum[]> {
  return ctx.db
    .select({
      currency: deal.currency,
      status: deal.status,
      count: count(),
      pricedCount: count(deal.amountMinor),
      amountMinor: sumOf(deal.amountMinor),
    })
    .from(deal)
    .where(closedWithin(input, "won", "lost"))
    .groupBy(deal.currency, deal.status);
}

function openSums(ctx: ServiceContext, input: SalesSummaryInput) {
  return ctx.db
    .select({
      currency: deal.currency,
      count: count(),
      amountMinor: sumOf(deal.amountMinor),
      weightedMinor: sumOf(forecastMinor),
    })
    .from(deal)
    .innerJoin(stage, ofItsStage)
    .where(and(eq(deal.status, "open"), inScope(input)))
    .groupBy(deal.currency);
}

function closedWithin(input: SalesSummaryInput, ...statuses: ("won" | "lost")[]): SQL | undefined {
  return and(
    inArray(deal.status, statuses),
    input.from ? gte(deal.closedOn, input.from) : undefined,
    input.to ? lte(deal.closedOn, input.to) : undefined,
    inScope(input),
  );
}

/** One month in one currency. */
export interface ClosedMonth {
  /** The first day of the month. */
  month: string;
  currency: string;
  wonCount: number;
  wonAmountMinor: number;
  lostCount: number;
}

const maxMonths = 120;

/**
 * What was won and lost month by month, without gaps between the first and the last month, for each currency.
 * Of a longer time only the latest ten years.
 */
export async function getClosedByMonth(ctx: ServiceContext, input: ClosedByMonthInput): Promise<ClosedMonth[]> {
  const month = sql<string>`to_char(${deal.closedOn}, 'YYYY-MM-01')`;
  const won = sql`${deal.status} = 'won'`;
  const days = { ...input, from: input.from && monthStart(input.from), to: input.to && monthEnd(input.to) };
  const rows = await ctx.db
    .select({
      month: month.as("month"),
      currency: deal.currency,
      wonCount: sql<number>`count(*) filter (where ${won})`.mapWith(Number),
      wonAmountMinor: sql<number>`coalesce(sum(${deal.amountMinor}) filter (where ${won}), 0)`.mapWith(Number),
      lostCount: sql<number>`count(*) filter (where not (${won}))`.mapWith(Number),
    })
    .from(deal)
    .where(closedWithin(days, "won", "lost"))
    .groupBy(sql`month`, deal.currency);
  return withoutGaps(rows, days.from, days.to && monthStart(days.to));
}

function withoutGaps(rows: readonly ClosedMonth[], from: string | undefined, to: string | undefined): ClosedMonth[] {
  const known = rows.map((row) => row.month).sort();
  const last = to ?? known.at(-1);
  const first = from ?? known[0];
  if (last === undefined || first === undefined) return [];
  const [start = first] = [first, monthStart(last, 1 - maxMonths)].sort().slice(-1);
  const found = new Map(rows.map((row) => [`${row.currency} ${row.month}`, row]));
  const months: ClosedMonth[] = [];
  for (const currency of [...new Set(rows.map((row) => row.currency))].sort()) {
    for (let month = start; month <= last; month = monthStart(month, 1)) {
      months.push(
        found.get(`${currency} ${month}`) ?? { month, currency, wonCount: 0, wonAmountMinor: 0, lostCount: 0 },
      );
    }
  }
  return months;
}

/** Why deals were lost, the most frequent first; at most twenty reasons. */
export async function getLostReasons(
  ctx: ServiceContext,
  input: SalesSummaryInput,
): Promise<{ reason: string | null; count: number }[]> {
  return ctx.db
    .select({ reason: deal.lostReason, count: count() })
    .from(deal)
    .where(closedWithin(input, "lost"))
    .groupBy(deal.lostReason)
    .orderBy(sql`count(*) desc`, deal.lostReason)
    .limit(20);
}
