"use client";

import { Anchor, Stack } from "@mantine/core";
import { useHref } from "@steward/client";
import { dayIn, monthStart, quarterStart } from "@steward/contracts/kernel/day";
import { Absent, Money, StatTile, StatTiles, useLocale } from "@steward/ui";
import Link from "next/link";
import type { ReactNode } from "react";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { dealsInWords } from "../deal/deal-words.tsx";
import { filterQuery } from "../part/list-link.ts";

type Summary = RouterOutputs["crm"]["report"]["summary"];
type CurrencySummary = Summary["currencies"][number];
type Amount = Extract<
  keyof CurrencySummary,
  "wonAmountMinor" | "openAmountMinor" | "openWeightedMinor" | "averageWonMinor" | "velocityMinorPerDay"
>;

/** The figures of sales; each won figure leads to its deals. */
export function SalesTiles({ allTime }: { allTime: Summary }) {
  const href = useHref();
  const { locale, timeZone } = useLocale();
  const today = dayIn(timeZone, new Date());
  const month = trpc.crm.report.summary.useQuery({ from: monthStart(today), to: today });
  const quarter = trpc.crm.report.summary.useQuery({ from: quarterStart(today), to: today });
  const won = (from?: string) =>
    href(`/crm/deals${filterQuery({ status: ["won"], ...(from ? { closedOn: { from, to: today } } : {}) })}`);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const days = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "day",
    unitDisplay: "long",
    maximumFractionDigits: 0,
  });
  const number = (value: number) => value.toLocaleString(locale);
  return (
    <Stack gap="sm">
      <StatTiles>
        <StatTile
          label="Won in all time"
          value={<Sum summary={allTime} of="wonAmountMinor" />}
          hint={
            <>
              <TileLink href={won()}>{number(allTime.wonCount)} won</TileLink> ·{" "}
              <TileLink href={href(`/crm/deals${filterQuery({ status: ["lost"] })}`)}>
                {number(allTime.lostCount)} lost
              </TileLink>
            </>
          }
        />
        <StatTile
          label="Won this quarter"
          value={<Sum summary={quarter.data} of="wonAmountMinor" />}
          hint={<TileLink href={won(quarterStart(today))}>{dealsInWords(quarter.data?.wonCount ?? 0)}</TileLink>}
        />
        <StatTile
          label="Won this month"
          value={<Sum summary={month.data} of="wonAmountMinor" />}
          hint={<TileLink href={won(monthStart(today))}>{dealsInWords(month.data?.wonCount ?? 0)}</TileLink>}
        />
        <StatTile
          label="Win rate"
          value={allTime.winRate === null ? <Absent /> : percent.format(allTime.winRate)}
          hint={`of ${number(allTime.wonCount + allTime.lostCount)} closed deals`}
        />
        <StatTile
          label="Open pipeline"
          value={<Sum summary={allTime} of="openAmountMinor" />}
          hint={
            <TileLink href={href(`/crm/deals${filterQuery({ status: ["open"] })}`)}>
              {dealsInWords(allTime.openCount)}
            </TileLink>
          }
        />
        <StatTile
          label="Weighted forecast"
          value={<Sum summary={allTime} of="openWeightedMinor" />}
          hint={<TileLink href={href("/crm/forecast")}>amount × probability</TileLink>}
        />
        <StatTile
          label="Average won deal"
          value={<Sum summary={allTime} of="averageWonMinor" />}
          hint={<Cycle days={allTime.averageCycleDays} format={days} />}
        />
        <StatTile
          label="Sales velocity"
          value={<Sum summary={allTime} of="velocityMinorPerDay" />}
          hint="expected per day, as deals stand and went so far"
        />
      </StatTiles>
    </Stack>
  );
}

function Cycle({ days, format }: { days: number | null; format: Intl.NumberFormat }) {
  return days === null ? "time to win not known yet" : `won after ${format.format(days)} on average`;
}

function TileLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Anchor component={Link} prefetch={false} href={href} inherit>
      {children}
    </Anchor>
  );
}

/** One line per currency: two are never added. */
function Sum({ summary, of }: { summary: Summary | undefined; of: Amount }) {
  const shown = summary?.currencies.filter((one) => one[of] !== null && one[of] !== 0) ?? [];
  if (shown.length === 0) {
    const [first] = summary?.currencies ?? [];
    return first && first[of] === 0 ? <Money amountMinor={0} currency={first.currency} compact /> : <Absent />;
  }
  return shown.map((one) => (
    <div key={one.currency}>
      <Money amountMinor={one[of]} currency={one.currency} compact />
    </div>
  ));
}
