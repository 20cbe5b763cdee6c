import type { ForecastInput } from "@steward/contracts/crm/forecast";
import { type ForecastCategory, forecastCategories } from "@steward/contracts/crm/pipeline";
import { deal, salesperson, stage } from "@steward/db/schema";
import { and, count, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { monthStart, type ServiceContext, today } from "../../kernel/index.ts";
import { effectiveCategory, inScope, ofItsStage, sumOf, weightedMinor } from "../deal/money.ts";

/** Some deals of one currency. */
export interface ForecastCell {
  count: number;
  amountMinor: number;
  /** Σ amount × probability, rounded deal by deal. */
  weightedMinor: number;
}

/** What is expected of a group of open deals, by category, and what was won in it. */
export interface ForecastGroup {
  categories: Record<ForecastCategory, ForecastCell>;
  /** Commit, best case and pipeline together: what is omitted is shown and never counted. */
  total: ForecastCell;
  won: Omit<ForecastCell, "weightedMinor">;
}

export interface ForecastMonth extends ForecastGroup {
  /** The first day of the month. */
  month: string;
}

/** The forecast in one currency. Every open deal of the scope is in exactly one of the groups. */
export interface CurrencyForecast {
  currency: string;
  months: ForecastMonth[];
  /** Expected to close before today. */
  overdue: ForecastGroup;
  /** Nobody has said when. */
  undated: ForecastGroup;
  /** Expected from today on, outside the months shown. */
  outside: ForecastGroup;
  /** All groups together. */
  all: ForecastGroup;
}

export interface Forecast {
  /** First days of the first and the last month. */
  from: string;
  to: string;
  /** The day overdue is counted from. */
  today: string;
  currencies: CurrencyForecast[];
}

export interface OwnerForecast extends ForecastGroup {
  owner: { id: string; name: string } | null;
  currency: string;
}

interface CellRow extends ForecastCell {
  currency: string;
  /** A month's first day, `overdue`, `undated`, or `outside`. */
  bucket: string;
  category: ForecastCategory | "won";
}

const defaultMonths = 6;

function period(ctx: ServiceContext, input: ForecastInput) {
  const from = monthStart(input.from ?? today(ctx));
  const to = input.to ? monthStart(input.to) : monthStart(from, defaultMonths - 1);
  return { from, to, end: monthStart(to, 1), today: today(ctx) };
}
type Period = ReturnType<typeof period>;

/**
 * Open deals by the month they are expected to close in, with what was already won in those months. An amount is
 * never added to one of another currency: each currency has a forecast of its own, the largest first.
 */
export async function getForecast(ctx: ServiceContext, input: ForecastInput): Promise<Forecast> {
  const span = period(ctx, input);
  const [open, won] = await Promise.all([openCells(ctx, input, span), wonCells(ctx, input, span)]);
  const byCurrency = Map.groupBy([...open, ...won], (row) => row.currency);
  const currencies = [...byCurrency].map(([currency, rows]) => currencyForecast(currency, rows, span));
  currencies.sort((one, other) => worth(other.all) - worth(one.all) || one.currency.localeCompare(other.currency));
  return { from: span.from, to: span.to, today: span.today, currencies };
}

const worth = (group: ForecastGroup) => group.total.count + group.categories.omitted.count + group.won.count;

async function openCells(ctx: ServiceContext, input: ForecastInput, span: Period): Promise<CellRow[]> {
  const bucket = sql<string>`case
    when ${deal.expectedCloseOn} is null then 'undated'
    when ${deal.expectedCloseOn} < ${span.today}::date then 'overdue'
    when ${deal.expectedCloseOn} >= ${span.from}::date and ${deal.expectedCloseOn} < ${span.end}::date
      then to_char(${deal.expectedCloseOn}, 'YYYY-MM-01')
    else 'outside' end`;
  return await ctx.db
    .select({
      currency: deal.currency,
      bucket: bucket.as("bucket"),
      category: effectiveCategory.as("category"),
      ...cell,
    })
    .from(deal)
    .innerJoin(stage, ofItsStage)
    .where(and(eq(deal.status, "open"), inScope(input)))
    .groupBy(deal.currency, sql`bucket`, sql`category`);
}

const cell = { count: count(), amountMinor: sumOf(deal.amountMinor), weightedMinor: sumOf(weightedMinor) };

async function wonCells(ctx: ServiceContext, input: ForecastInput, span: Period): Promise<CellRow[]> {
  const month = sql<string>`to_char(${deal.closedOn}, 'YYYY-MM-01')`;
  const rows = await ctx.db
    .select({
      currency: deal.currency,
      bucket: month.as("month"),
      count: count(),
      amountMinor: sumOf(deal.amountMinor),
    })
    .from(deal)
    .where(wonIn(input, span))
    .groupBy(deal.currency, sql`month`);
  return rows.map((row) => ({ ...row, category: "won", weightedMinor: 0 }));
}

function wonIn(input: ForecastInput, span: Period): SQL | undefined {
  return and(eq(deal.status, "won"), gte(deal.closedOn, span.from), lt(deal.closedOn, span.end), inScope(input));
}

function currencyForecast(currency: string, rows: readonly CellRow[], span: Period): CurrencyForecast {
  const group = (bucket: string) => groupOf(rows.filter((row) => row.bucket === bucket));
  const months: ForecastMonth[] = [];
  for (let month = span.from; month < span.end; month = monthStart(month, 1)) months.push({ month, ...group(month) });
  return {
    currency,
    months,
    overdue: group("overdue"),
    undated: group("undated"),
    outside: group("outside"),
    all: groupOf(rows),
  };
}

/** Who is expected to bring what within the months (overdue and undated deals apart), and what each has won in them. */
export async function getForecastByOwner(ctx: ServiceContext, input: ForecastInput): Promise<OwnerForecast[]> {
  const span = period(ctx, input);
  const owner = { id: deal.ownerId, name: salesperson.name };
  const itsOwner = and(eq(salesperson.tenantId, deal.tenantId), eq(salesperson.id, deal.ownerId));
  const [open, won] = await Promise.all([
    ctx.db
      .select({ ...owner, currency: deal.currency, category: effectiveCategory.as("category"), ...cell })
      .from(deal)
      .innerJoin(stage, ofItsStage)
      .leftJoin(salesperson, itsOwner)
      .where(
        and(
          eq(deal.status, "open"),
          gte(deal.expectedCloseOn, span.from),
          gte(deal.expectedCloseOn, span.today),
          lt(deal.expectedCloseOn, span.end),
          inScope(input),
        ),
      )
      .groupBy(deal.ownerId, salesperson.name, deal.currency, sql`category`),
    ctx.db
      .select({ ...owner, currency: deal.currency, count: count(), amountMinor: sumOf(deal.amountMinor) })
      .from(deal)
      .leftJoin(salesperson, itsOwner)
      .where(wonIn(input, span))
      .groupBy(deal.ownerId, salesperson.name, deal.currency),
  ]);
  const rows = [...open, ...won.map((row) => ({ ...row, category: "won" as const, weightedMinor: 0 }))];
  const groups = Map.groupBy(rows, (row) => `${row.currency} ${row.id}`);
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const person = first.id === null ? null : { id: first.id, name: first.name ?? "" };
      return [{ owner: person, currency: first.currency, ...groupOf(group) }];
    })
    .sort((one, other) => one.currency.localeCompare(other.currency) || byExpectation(other, one));
}

const byExpectation = (one: ForecastGroup, other: ForecastGroup) =>
  one.total.weightedMinor + one.won.amountMinor - other.total.weightedMinor - other.won.amountMinor;

const nothing = (): ForecastCell => ({ count: 0, amountMinor: 0, weightedMinor: 0 });

function groupOf(rows: readonly (ForecastCell & { category: ForecastCategory | "won" })[]): ForecastGroup {
  const sumWhere = (matches: (category: ForecastCategory | "won") => boolean): ForecastCell =>
    rows
      .filter((row) => matches(row.category))
      .reduce(
        (sum, row) => ({
          count: sum.count + row.count,
          amountMinor: sum.amountMinor + row.amountMinor,
          weightedMinor: sum.weightedMinor + row.weightedMinor,
        }),
        nothing(),
      );
  const { weightedMinor: _, ...won } = sumWhere((category) => category === "won");
  const categories = { commit: nothing(), bestCase: nothing(), pipeline: nothing(), omitted: nothing() };
  for (const category of forecastCategories) categories[category] = sumWhere((candidate) => candidate === category);
  return { categories, total: sumWhere((category) => category !== "won" && category !== "omitted"), won };
}
