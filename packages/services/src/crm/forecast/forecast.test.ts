import { weightedAmountMinor } from "@steward/contracts/crm/amount";
import type { DealFilter } from "@steward/contracts/crm/deal";
import { type ForecastCategory, forecastCategories } from "@steward/contracts/crm/pipeline";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { monthStart, today } from "../../kernel/index.ts";
import { getBoardColumn, getDealBoard } from "../deal/board.ts";
import { removeDeals } from "../deal/bulk.ts";
import { totalDeals } from "../deal/queries.ts";
import { type DealDraft, insertDeals } from "../deal/rows.ts";
import { ensureDefaultPipeline } from "../pipeline/pipeline.ts";
import type { Pipeline } from "../pipeline/queries.ts";
import { ensureSalesperson } from "../salesperson/salesperson.ts";
import { type ForecastGroup, getForecast, getForecastByOwner } from "./forecast.ts";
import { getClosedByMonth, getSalesSummary } from "./report.ts";
import { createSalesFixture, type SalesFixture } from "./sales-fixture.ts";

let sales: SalesFixture;
let pipeline: Pipeline;
let owners: (string | null)[];
let now: string;

beforeAll(async () => {
  sales = await createSalesFixture();
  pipeline = await sales.act(ensureDefaultPipeline);
  const member = await sales.act(ensureSalesperson);
  const manager = await sales.act(ensureSalesperson, sales.acme, "manager");
  owners = [member, manager, null];
  // One day for all of it: the next one may begin while it goes on.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  now = await sales.look(async (ctx) => today(ctx));
});
afterAll(async () => {
  vi.useRealTimers();
  await sales?.close();
});

function dayFrom(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

interface Sample {
  stage: number;
  status: "open" | "won" | "lost";
  currency: string;
  amountMinor: number | null;
  probability: number | null;
  forecastCategory: ForecastCategory | null;
  expectedIn: number | null;
  closedAgo: number;
  cycle: number | null;
  owner: number;
  removed: boolean;
}

const sample: fc.Arbitrary<Sample> = fc.record({
  stage: fc.nat(4),
  status: fc.constantFrom("open", "open", "won", "lost"),
  currency: fc.constantFrom("USD", "USD", "EUR", "JPY"),
  amountMinor: fc.option(fc.oneof(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 10_000_000_000_000 })), {
    freq: 5,
  }),
  probability: fc.option(fc.integer({ min: 0, max: 100 })),
  forecastCategory: fc.option(fc.constantFrom(...forecastCategories)),
  expectedIn: fc.option(fc.integer({ min: -70, max: 260 }), { freq: 5 }),
  closedAgo: fc.integer({ min: 0, max: 200 }),
  cycle: fc.option(fc.integer({ min: 0, max: 120 }), { freq: 5 }),
  owner: fc.nat(2),
  removed: fc.boolean(),
});

function draftOf(one: Sample, index: number): DealDraft {
  const closedOn = one.status === "open" ? null : dayFrom(now, -one.closedAgo);
  return {
    name: `Deal ${index}`,
    pipelineId: pipeline.id,
    stageId: pipeline.stages[one.stage]?.id ?? "",
    status: one.status,
    accountId: null,
    contactId: null,
    productId: null,
    ownerId: owners[one.owner] ?? null,
    amountMinor: one.amountMinor,
    currency: one.currency,
    probability: one.probability,
    forecastCategory: one.forecastCategory,
    openedOn: one.cycle === null ? null : dayFrom(closedOn ?? now, -one.cycle),
    expectedCloseOn: one.expectedIn === null ? null : dayFrom(now, one.expectedIn),
    closedOn,
    lostReason: one.status === "lost" ? "Price" : null,
    externalRef: null,
    description: null,
  };
}

async function store(samples: readonly Sample[]): Promise<void> {
  await sales.act(async (ctx) => {
    await ctx.db.execute(sql`delete from crm_deal`);
    const ids = await insertDeals(ctx, samples.map(draftOf));
    const removed = ids.filter((_, index) => samples[index]?.removed);
    if (removed.length > 0) await removeDeals(ctx, removed);
  });
}

/** The same law, computed deal by deal in plain JavaScript. */
function naive(samples: readonly Sample[], currency: string) {
  const rows = samples
    .map((one, index) => ({ ...draftOf(one, index), sample: one }))
    .filter((row) => !row.sample.removed && row.currency === currency)
    .map((row) => {
      const stage = pipeline.stages[row.sample.stage];
      const probability = row.probability ?? stage?.probability ?? 0;
      return {
        ...row,
        category: row.forecastCategory ?? stage?.forecastCategory,
        weightedMinor: row.amountMinor === null ? 0 : weightedAmountMinor(row.amountMinor, probability),
      };
    });
  const sum = (group: typeof rows) => ({
    count: group.length,
    amountMinor: group.reduce((total, row) => total + (row.amountMinor ?? 0), 0),
    weightedMinor: group.reduce((total, row) => total + row.weightedMinor, 0),
  });
  return { rows, sum };
}

const plus = (cells: readonly { count: number; amountMinor: number; weightedMinor: number }[]) => ({
  count: cells.reduce((total, cell) => total + cell.count, 0),
  amountMinor: cells.reduce((total, cell) => total + cell.amountMinor, 0),
  weightedMinor: cells.reduce((total, cell) => total + cell.weightedMinor, 0),
});
const nothing = { count: 0, amountMinor: 0, weightedMinor: 0 };
const anyDeals = fc.array(sample, { maxLength: 30 });

async function totalsOf(filter: DealFilter, currency: string) {
  const totals = await sales.look((ctx) => totalDeals(ctx, { filter: { ...filter, currency } }));
  expect(totals.length).toBeLessThanOrEqual(1);
  const { currency: _, ...cell } = totals[0] ?? { currency, ...nothing };
  return cell;
}

describe("the forecast", () => {
  it("equals a sum taken deal by deal, in every cell and every currency, and adds up without a remainder", async () => {
    await fc.assert(
      fc.asyncProperty(anyDeals, async (samples) => {
        await store(samples);
        const forecast = await sales.look((ctx) => getForecast(ctx, {}));
        expect(forecast.currencies.map((one) => one.currency).sort()).toEqual(
          [
            ...new Set(
              samples
                .filter((one) => !one.removed && isShown(one, forecast.from, forecast.to))
                .map((one) => one.currency),
            ),
          ].sort(),
        );
        for (const one of forecast.currencies) {
          const { rows, sum } = naive(samples, one.currency);
          const open = rows.filter((row) => row.status === "open");
          const inMonth = (month: string) =>
            open.filter(
              (row) =>
                row.expectedCloseOn !== null && row.expectedCloseOn >= now && monthStart(row.expectedCloseOn) === month,
            );
          const groups: [ForecastGroup, typeof open][] = [
            ...one.months.map((month): [ForecastGroup, typeof open] => [month, inMonth(month.month)]),
            [one.overdue, open.filter((row) => row.expectedCloseOn !== null && row.expectedCloseOn < now)],
            [one.undated, open.filter((row) => row.expectedCloseOn === null)],
          ];
          for (const [group, expected] of groups) {
            for (const category of forecastCategories) {
              expect(group.categories[category]).toEqual(sum(expected.filter((row) => row.category === category)));
            }
            expect(group.total).toEqual(sum(expected.filter((row) => row.category !== "omitted")));
          }
          for (const month of one.months) {
            const won = sum(
              rows.filter((row) => row.status === "won" && monthStart(row.closedOn ?? "") === month.month),
            );
            expect(month.won).toEqual({ count: won.count, amountMinor: won.amountMinor });
          }
          const parts = [...one.months, one.overdue, one.undated, one.outside];
          expect(plus(parts.map((part) => part.total))).toEqual(one.all.total);
          expect(plus(parts.map((part) => part.categories.omitted))).toEqual(one.all.categories.omitted);
          expect(plus([one.all.total, one.all.categories.omitted])).toEqual(sum(open));
        }
      }),
      { numRuns: 40 },
    );
  });

  it("is what the list of a cell comes to, and its owners come to the same", async () => {
    await fc.assert(
      fc.asyncProperty(anyDeals, async (samples) => {
        await store(samples);
        const forecast = await sales.look((ctx) => getForecast(ctx, {}));
        const byOwner = await sales.look((ctx) => getForecastByOwner(ctx, {}));
        for (const { currency, months, overdue, undated } of forecast.currencies) {
          for (const month of months) {
            const span = { from: month.month, to: dayFrom(monthStart(month.month, 1), -1) };
            for (const category of forecastCategories) {
              const cell = await totalsOf(
                { expectedCloseOn: span, status: ["open"], overdue: false, forecastCategory: [category] },
                currency,
              );
              expect(cell).toEqual(month.categories[category]);
            }
            const { count, amountMinor } = await totalsOf({ closedOn: span, status: ["won"] }, currency);
            expect({ count, amountMinor }).toEqual(month.won);
          }
          const counted: ForecastCategory[] = ["commit", "bestCase", "pipeline"];
          expect(await totalsOf({ overdue: true, forecastCategory: counted }, currency)).toEqual(overdue.total);
          expect(await totalsOf({ status: ["open"], undated: true, forecastCategory: counted }, currency)).toEqual(
            undated.total,
          );
          const ofOwners = byOwner.filter((one) => one.currency === currency);
          expect(plus(ofOwners.map((one) => one.total))).toEqual(plus(months.map((month) => month.total)));
        }
      }),
      { numRuns: 6 },
    );
  });

  it("asks for a person and a pipeline alone", async () => {
    const base = { stage: 4, status: "open", currency: "USD", probability: null, forecastCategory: null } as const;
    const rest = { expectedIn: 0, closedAgo: 0, cycle: 0, removed: false };
    await store([
      { ...base, ...rest, amountMinor: 100, owner: 0 },
      { ...base, ...rest, amountMinor: 1_000, owner: 1 },
      { ...base, ...rest, amountMinor: 10_000, owner: 2 },
    ]);
    const weighted = async (ownerId: string[]) =>
      (await sales.look((ctx) => getForecast(ctx, { ownerId }))).currencies[0]?.all.total.weightedMinor;
    expect(await weighted([owners[0] ?? ""])).toBe(80);
    expect(await weighted(["none"])).toBe(8_000);
    expect(await weighted([owners[1] ?? "", "none"])).toBe(8_800);
    expect(await sales.look((ctx) => getForecast(ctx, { pipelineId: owners[0] ?? "" }))).toMatchObject({
      currencies: [],
    });
    expect(await sales.look((ctx) => getForecast(ctx, {}), sales.globex)).toMatchObject({ currencies: [] });
  });
});

function isShown(one: Sample, from: string, to: string): boolean {
  if (one.status === "open") return true;
  const month = monthStart(dayFrom(now, -one.closedAgo));
  return one.status === "won" && month >= from && month <= to;
}

describe("the board", () => {
  it("shows each stage's first cards, what all of them come to, and the rest on demand", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyDeals,
        fc.constantFrom("expectedCloseOn", "amountMinor", "updatedAt"),
        async (samples, sort) => {
          await store(samples);
          const input = { pipelineId: pipeline.id, filter: {}, sort, limit: 2 } as const;
          const board = await sales.look((ctx) => getDealBoard(ctx, input));
          for (const [index, stage] of pipeline.stages.entries()) {
            const expected = samples.filter((one) => one.stage === index && one.status === "open" && !one.removed);
            const column = board.find((one) => one.stageId === stage.id);
            const ids = column?.items.map((item) => item.id) ?? [];
            expect(ids.length).toBe(Math.min(2, expected.length));
            let cursor = column?.nextCursor ?? null;
            while (cursor !== null) {
              const more = { ...input, stageId: stage.id, cursor };
              const page = await sales.look((ctx) => getBoardColumn(ctx, more));
              ids.push(...page.items.map((item) => item.id));
              cursor = page.nextCursor;
            }
            expect(new Set(ids).size).toBe(expected.length);
            expect(ids.length).toBe(expected.length);
            const totals = column?.totals ?? [];
            expect(new Set(totals.map((total) => total.currency))).toEqual(
              new Set(expected.map((one) => one.currency)),
            );
            expect(totals.reduce((sum, total) => sum + total.count, 0)).toBe(expected.length);
            for (const { currency, weightedMinor } of totals) {
              const { rows, sum } = naive(samples, currency);
              const counted = rows.filter((row) => row.status === "open" && row.stageId === stage.id);
              expect(weightedMinor).toBe(sum(counted.filter((row) => row.category !== "omitted")).weightedMinor);
            }
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe("the sales report", () => {
  it("adds up each currency for itself: won, lost, rate, cycle, average, velocity", async () => {
    await fc.assert(
      fc.asyncProperty(anyDeals, async (samples) => {
        await store(samples);
        const summary = await sales.look((ctx) => getSalesSummary(ctx, {}));
        const live = samples.filter((one) => !one.removed);
        const won = live.filter((one) => one.status === "won");
        const closed = live.filter((one) => one.status !== "open");
        expect(summary.wonCount).toBe(won.length);
        expect(summary.lostCount).toBe(closed.length - won.length);
        expect(summary.winRate).toBe(closed.length === 0 ? null : won.length / closed.length);
        const cycles = won.flatMap((one) => (one.cycle === null ? [] : [one.cycle]));
        const mean = cycles.reduce((sum, days) => sum + days, 0) / cycles.length;
        if (cycles.length === 0) expect(summary.averageCycleDays).toBeNull();
        else expect(summary.averageCycleDays).toBeCloseTo(mean, 6);
        for (const one of summary.currencies) {
          const { rows, sum } = naive(samples, one.currency);
          const wonSum = sum(rows.filter((row) => row.status === "won"));
          expect({ count: one.wonCount, amountMinor: one.wonAmountMinor }).toEqual({
            count: wonSum.count,
            amountMinor: wonSum.amountMinor,
          });
          const open = rows.filter((row) => row.status === "open");
          expect(one.openAmountMinor).toBe(sum(open).amountMinor);
          expect(one.openWeightedMinor).toBe(sum(open.filter((row) => row.category !== "omitted")).weightedMinor);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("expects of each currency's deals the pace of that currency", async () => {
    const base = { stage: 0, probability: null, forecastCategory: null, expectedIn: null, owner: 0, removed: false };
    const deals = (currency: string, cycle: number): Sample[] => [
      { ...base, currency, cycle, status: "won", amountMinor: 1_000, closedAgo: 1 },
      { ...base, currency, cycle, status: "open", amountMinor: 1_000, closedAgo: 0 },
    ];
    await store([...deals("USD", 10), ...deals("EUR", 100)]);
    const { currencies } = await sales.look((ctx) => getSalesSummary(ctx, {}));
    const velocities = currencies.map(({ currency, velocityMinorPerDay }) => [currency, velocityMinorPerDay]);
    expect(Object.fromEntries(velocities)).toEqual({ USD: 100, EUR: 10 });
  });

  it("tells what was won month by month, months without a deal included", async () => {
    const base = { stage: 0, currency: "USD", probability: null, forecastCategory: null, expectedIn: null } as const;
    const rest = { cycle: 30, owner: 0, removed: false };
    const ago = (month: string) => (Date.parse(`${now}T00:00:00Z`) - Date.parse(`${month}-15T00:00:00Z`)) / 86_400_000;
    await store([
      { ...base, ...rest, status: "won", amountMinor: 100, closedAgo: ago("2017-01") },
      { ...base, ...rest, status: "won", amountMinor: 50, closedAgo: ago("2017-01") },
      { ...base, ...rest, status: "lost", amountMinor: 70, closedAgo: ago("2017-03") },
    ]);
    const months = await sales.look((ctx) => getClosedByMonth(ctx, {}));
    expect(months).toEqual([
      { month: "2017-01-01", currency: "USD", wonCount: 2, wonAmountMinor: 150, lostCount: 0 },
      { month: "2017-02-01", currency: "USD", wonCount: 0, wonAmountMinor: 0, lostCount: 0 },
      { month: "2017-03-01", currency: "USD", wonCount: 0, wonAmountMinor: 0, lostCount: 1 },
    ]);
    const quarter = await sales.look((ctx) => getClosedByMonth(ctx, { from: "2017-02-10", to: "2017-03-02" }));
    expect(quarter.map((month) => [month.month, month.lostCount])).toEqual([
      ["2017-02-01", 0],
      ["2017-03-01", 1],
    ]);
  });
});
