"use client";

import { Group, ScrollArea, Select, Table, Text } from "@mantine/core";
import { dayIn, monthName, monthStart } from "@steward/contracts/kernel/day";
import { formatMoney, formatMoneyShort } from "@steward/contracts/kernel/money";
import { ErrorState, LoadingState, Money, SectionCard, useLocale } from "@steward/ui";
import { BarChart } from "@steward/ui/charts";
import { useState } from "react";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { wonSeries } from "../deal/deal-words.tsx";
import { type Period, periodsOf } from "./periods.ts";

type Month = RouterOutputs["crm"]["report"]["closedByMonth"][number];

/** What was won month by month: a picture, and the figures to read off. */
export function WonByMonthCard({ currencies }: { currencies: readonly string[] }) {
  const { timeZone } = useLocale();
  const query = trpc.crm.report.closedByMonth.useQuery({});
  const [currency, setCurrency] = useState(currencies[0] ?? "USD");
  const [chosen, setChosen] = useState<string>();
  const months = query.data?.filter((month) => month.currency === currency) ?? [];
  const periods = periodsOf(months, monthStart(dayIn(timeZone, new Date())));
  const period = periods.find((one) => one.value === chosen) ?? periods.find((one) => one.wonCount > 0) ?? periods[0];
  const controls = (
    <Group gap={6} wrap="nowrap">
      {currencies.length > 1 ? (
        <Select
          aria-label="Currency"
          size="xs"
          w={84}
          data={[...currencies]}
          value={currency}
          onChange={(next) => setCurrency(next ?? currency)}
          allowDeselect={false}
        />
      ) : null}
      <Select
        aria-label="Period"
        size="xs"
        w={150}
        data={periods.map(({ value, label }) => ({ value, label }))}
        value={period?.value ?? null}
        onChange={(next) => setChosen(next ?? undefined)}
        allowDeselect={false}
      />
    </Group>
  );
  return (
    <SectionCard title="Won by month" action={query.data?.length ? controls : null}>
      {query.isPending ? <LoadingState lines={5} label="Loading won deals" /> : null}
      {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
      {query.data?.length === 0 ? <Text size="sm">No deal has been won or lost yet.</Text> : null}
      {period && query.data?.length ? <WonMonths months={inPeriod(months, period)} currency={currency} /> : null}
    </SectionCard>
  );
}

const inPeriod = (months: readonly Month[], { from, to }: Period) =>
  months.filter((month) => month.month >= from && month.month <= to);

function WonMonths({ months, currency }: { months: readonly Month[]; currency: string }) {
  const { locale } = useLocale();
  const total = months.reduce((sum, month) => sum + month.wonAmountMinor, 0);
  const count = months.reduce((sum, month) => sum + month.wonCount, 0);
  return (
    <>
      <BarChart
        title={`Won by month in ${currency}`}
        points={months.map((month) => ({
          label: monthName(month.month, locale, true),
          values: { won: month.wonAmountMinor },
        }))}
        series={[wonSeries]}
        format={(value) => formatMoney(value, currency, locale, true)}
        formatAxis={(value) => formatMoneyShort(value, currency, locale)}
      />
      <ScrollArea.Autosize mah={440} mt="sm" viewportProps={{ tabIndex: 0, "aria-label": "Won by month, figures" }}>
        <Table verticalSpacing={4} aria-label="Won by month">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Month</Table.Th>
              <Table.Th scope="col" ta="end">
                Deals
              </Table.Th>
              <Table.Th scope="col" ta="end">
                Amount
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {months.toReversed().map((month) => (
              <Table.Tr key={month.month}>
                <Table.Th scope="row" fw={400}>
                  {monthName(month.month, locale)}
                </Table.Th>
                <Table.Td ta="end">{month.wonCount.toLocaleString(locale)}</Table.Td>
                <Table.Td ta="end">
                  <Money amountMinor={month.wonAmountMinor} currency={currency} compact />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row">Together</Table.Th>
              <Table.Td ta="end">{count.toLocaleString(locale)}</Table.Td>
              <Table.Td ta="end">
                <Money amountMinor={total} currency={currency} compact />
              </Table.Td>
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </ScrollArea.Autosize>
    </>
  );
}
