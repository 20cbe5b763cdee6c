"use client";

import { Anchor, Table, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { type ForecastCategory, forecastCategories } from "@steward/contracts/crm/pipeline";
import { monthEnd, monthName } from "@steward/contracts/kernel/day";
import { Absent, Money, useLocale } from "@steward/ui";
import Link from "next/link";
import type { RouterOutputs } from "../../trpc/client.tsx";
import { categoryLabels, dealsInWords } from "../deal/deal-words.tsx";
import { filterQuery } from "../part/list-link.ts";

type Forecast = RouterOutputs["crm"]["forecast"]["byMonth"];
type CurrencyForecast = Forecast["currencies"][number];
type Group = CurrencyForecast["all"];

/** Whose deals, of which pipeline: goes along into every list. */
export interface ForecastScope {
  pipelineId?: string;
  ownerId?: readonly string[] | undefined;
}

interface ForecastTableProps {
  forecast: CurrencyForecast;
  period: Pick<Forecast, "from" | "to" | "today">;
  scope: ForecastScope;
}

interface Row {
  key: string;
  label: string;
  group: Group;
  /** What finds the row's open deals, and its won ones; without it the row has no list of its own. */
  open?: Record<string, unknown>;
  won?: Record<string, unknown>;
}

const counted: ForecastCategory[] = ["commit", "bestCase", "pipeline"];

/** Months by categories. Each figure leads to its deals: what the list there comes to is the figure here. */
export function ForecastTable({ forecast, scope }: ForecastTableProps) {
  const { locale } = useLocale();
  const rows: Row[] = [
    { key: "overdue", label: "Overdue", group: forecast.overdue, open: { overdue: true } },
    ...forecast.months.map((month): Row => {
      const days = { from: month.month, to: monthEnd(month.month) };
      return {
        key: month.month,
        label: monthName(month.month, locale),
        group: month,
        open: { expectedCloseOn: days, overdue: false },
        won: { closedOn: days },
      };
    }),
    { key: "undated", label: "Without a date", group: forecast.undated, open: { undated: true } },
    { key: "outside", label: "Other months", group: forecast.outside },
    { key: "all", label: "All open deals", group: forecast.all, open: {} },
  ];
  const base = { ...scope, currency: forecast.currency };
  return (
    <Table.ScrollContainer minWidth={760} mt="md" scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table captionSide="bottom" horizontalSpacing="sm" verticalSpacing={6}>
        <Table.Caption>Amounts, with amount × probability below. The total leaves omitted deals out.</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Expected close</Table.Th>
            {forecastCategories.map((category) => (
              <Table.Th key={category} scope="col" ta="end">
                {categoryLabels[category]}
              </Table.Th>
            ))}
            <Table.Th scope="col" ta="end">
              Total
            </Table.Th>
            <Table.Th scope="col" ta="end">
              Won
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <ForecastRow key={row.key} row={row} base={base} currency={forecast.currency} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ForecastRow({ row, base, currency }: { row: Row; base: object; currency: string }) {
  const { open, won, group } = row;
  const listOf = (categories: readonly ForecastCategory[]) =>
    open ? { ...base, ...open, status: ["open"], forecastCategory: categories } : undefined;
  return (
    <Table.Tr fw={row.key === "all" ? 600 : undefined}>
      <Table.Th scope="row" fw={row.key === "all" ? 600 : 500}>
        {row.label}
      </Table.Th>
      {forecastCategories.map((category) => (
        <Table.Td key={category} ta="end">
          <Cell cell={group.categories[category]} currency={currency} filter={listOf([category])} />
        </Table.Td>
      ))}
      <Table.Td ta="end">
        <Cell cell={group.total} currency={currency} filter={listOf(counted)} />
      </Table.Td>
      <Table.Td ta="end">
        <Cell cell={group.won} currency={currency} filter={won ? { ...base, ...won, status: ["won"] } : undefined} />
      </Table.Td>
    </Table.Tr>
  );
}

interface CellProps {
  cell: { count: number; amountMinor: number; weightedMinor?: number };
  currency: string;
  filter: Record<string, unknown> | undefined;
}

function Cell({ cell, currency, filter }: CellProps) {
  const href = useHref();
  if (cell.count === 0) return <Absent />;
  const amount = <Money amountMinor={cell.amountMinor} currency={currency} compact />;
  return (
    <>
      {filter ? (
        <Anchor
          component={Link}
          prefetch={false}
          href={href(`/crm/deals${filterQuery(filter)}`)}
          inherit
          title={dealsInWords(cell.count)}
        >
          {amount}
        </Anchor>
      ) : (
        amount
      )}
      {cell.weightedMinor === undefined ? null : (
        <Text size="xs" c="dimmed">
          <Money amountMinor={cell.weightedMinor} currency={currency} compact />
        </Text>
      )}
    </>
  );
}
