"use client";

import { Box, Space } from "@mantine/core";
import { monthName } from "@steward/contracts/kernel/day";
import { formatMoney, formatMoneyShort } from "@steward/contracts/kernel/money";
import { Money, SectionCard, StatTile, StatTiles, useLocale } from "@steward/ui";
import { BarChart } from "@steward/ui/charts";
import type { RouterOutputs } from "../../trpc/client.tsx";
import { dealsInWords, forecastSeries, wonSeries } from "../deal/deal-words.tsx";
import { type ForecastScope, ForecastTable } from "./forecast-table.tsx";

type Forecast = RouterOutputs["crm"]["forecast"]["byMonth"];

interface CurrencyForecastProps {
  forecast: Forecast["currencies"][number];
  period: Pick<Forecast, "from" | "to" | "today">;
  scope: ForecastScope;
}

/** The forecast of one currency: what it comes to, a picture, and the figures behind it. */
export function CurrencyForecast({ forecast, period, scope }: CurrencyForecastProps) {
  const { locale } = useLocale();
  const { currency, all, overdue, undated } = forecast;
  return (
    <SectionCard title={`Forecast in ${currency}`}>
      <StatTiles>
        <StatTile
          label="Weighted forecast"
          value={
            // The longest of these figures must fit half a phone.
            <Box component="span" fz={{ base: "lg", md: "1.375rem" }}>
              <Money amountMinor={all.total.weightedMinor} currency={currency} compact />
            </Box>
          }
          hint={`${dealsInWords(all.total.count)}, without omitted ones`}
        />
        <StatTile
          label="Open amount"
          value={<Money amountMinor={all.total.amountMinor} currency={currency} compact />}
          hint={
            <>
              omitted: <Money amountMinor={all.categories.omitted.amountMinor} currency={currency} compact />
            </>
          }
        />
        <StatTile
          label="Commit"
          value={<Money amountMinor={all.categories.commit.amountMinor} currency={currency} compact />}
          hint={dealsInWords(all.categories.commit.count)}
        />
        <StatTile
          label="Overdue or undated"
          value={
            <Money amountMinor={overdue.total.amountMinor + undated.total.amountMinor} currency={currency} compact />
          }
          hint={dealsInWords(overdue.total.count + undated.total.count)}
        />
      </StatTiles>
      <Space h="md" />
      <BarChart
        title={`Weighted forecast in ${currency} by month and category, and what was won`}
        stacked
        points={forecast.months.map((month) => ({
          label: monthName(month.month, locale, true),
          values: {
            won: month.won.amountMinor,
            commit: month.categories.commit.weightedMinor,
            bestCase: month.categories.bestCase.weightedMinor,
            pipeline: month.categories.pipeline.weightedMinor,
          },
        }))}
        series={[wonSeries, ...forecastSeries]}
        format={(value) => formatMoney(value, currency, locale, true)}
        formatAxis={(value) => formatMoneyShort(value, currency, locale)}
      />
      <ForecastTable forecast={forecast} period={period} scope={scope} />
    </SectionCard>
  );
}
