"use client";

import { Anchor, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { monthName } from "@steward/contracts/kernel/day";
import { formatMoney, formatMoneyShort } from "@steward/contracts/kernel/money";
import { ErrorState, LoadingState, SectionCard, useLocale } from "@steward/ui";
import { BarChart } from "@steward/ui/charts";
import Link from "next/link";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { dealsInWords, forecastSeries } from "../deal/deal-words.tsx";

/** The next months' weighted forecast. */
export function ForecastCard() {
  const href = useHref();
  const query = trpc.crm.forecast.byMonth.useQuery({});
  const link = (
    <Anchor component={Link} href={href("/crm/forecast")} size="sm">
      Open forecast
    </Anchor>
  );
  return (
    <SectionCard title="Forecast" action={link}>
      {query.isPending ? <LoadingState lines={5} label="Loading the forecast" /> : null}
      {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
      {query.data?.currencies.length === 0 ? <Text size="sm">No open deals.</Text> : null}
      {query.data?.currencies.map((one) => (
        <CurrencyChart key={one.currency} forecast={one} />
      ))}
    </SectionCard>
  );
}

type CurrencyForecast = RouterOutputs["crm"]["forecast"]["byMonth"]["currencies"][number];

function CurrencyChart({ forecast }: { forecast: CurrencyForecast }) {
  const { locale } = useLocale();
  const { currency, overdue, undated } = forecast;
  const loose = [
    overdue.total.count > 0 ? `${dealsInWords(overdue.total.count)} overdue` : "",
    undated.total.count > 0 ? `${dealsInWords(undated.total.count)} without a date` : "",
  ].filter(Boolean);
  return (
    <>
      <BarChart
        title={`Weighted forecast in ${currency} by month`}
        stacked
        points={forecast.months.map((month) => ({
          label: monthName(month.month, locale, true),
          values: {
            commit: month.categories.commit.weightedMinor,
            bestCase: month.categories.bestCase.weightedMinor,
            pipeline: month.categories.pipeline.weightedMinor,
          },
        }))}
        series={forecastSeries}
        format={(value) => formatMoney(value, currency, locale, true)}
        formatAxis={(value) => formatMoneyShort(value, currency, locale)}
      />
      {loose.length > 0 ? (
        <Text size="xs" c="dimmed" mt={4}>
          Besides: {loose.join(", ")}.
        </Text>
      ) : null}
    </>
  );
}
