"use client";

import { Anchor, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import type { ProjectBudget } from "@steward/contracts/time/budget";
import { Absent, type Definition, Money } from "@steward/ui";
import Link from "next/link";
import { tighterBudget } from "../part/budget.ts";
import { BudgetBar } from "../part/budget-bar.tsx";
import { minutesText } from "../part/minutes.ts";

/** What a project has taken, among its facts: in hours, and for those who lead it in money. */
export function budgetFacts(budget: ProjectBudget, name: string): Definition[] {
  const { money } = budget;
  return [
    { label: "Hours spent", value: <HoursSpent budget={budget} name={name} /> },
    ...(money ? [{ label: "Money spent", value: <MoneySpent money={money} name={name} /> }] : []),
  ];
}

function HoursSpent({ budget, name }: { budget: ProjectBudget; name: string }) {
  const href = useHref();
  const { projectId, minutes, budgetMinutes, isWhole } = budget;
  return (
    <>
      <BudgetBar
        label={`Hours spent on ${name}`}
        used={minutes}
        planned={budgetMinutes}
        text={minutesText}
        whose={isWhole ? "" : " by you"}
      />
      <Anchor component={Link} href={href(`/time/entries?f.projectId=${projectId}`)} size="xs">
        Time entries
      </Anchor>
    </>
  );
}

const inCurrency = (currency: string) => (amountMinor: number) => (
  <Money amountMinor={amountMinor} currency={currency} compact />
);

function MoneySpent({ money, name }: { money: NonNullable<ProjectBudget["money"]>; name: string }) {
  const { amountMinor, budgetMinor, currency, unpricedMinutes } = money;
  const text = inCurrency(currency);
  return (
    <>
      <BudgetBar label={`Money spent on ${name}`} used={amountMinor} planned={budgetMinor} text={text} />
      {unpricedMinutes > 0 ? (
        <Text size="xs" c="dimmed">
          {minutesText(unpricedMinutes)} billable without a rate
        </Text>
      ) : null}
    </>
  );
}

/** In a list: the budget that is nearer to its end. */
export function BudgetCell({ budget, name }: { budget: ProjectBudget | undefined; name: string }) {
  if (!budget) return null;
  const which = tighterBudget(budget);
  if (which === "money" && budget.money) {
    const { amountMinor, budgetMinor, currency } = budget.money;
    const text = inCurrency(currency);
    return <BudgetBar compact label={`Budget of ${name}`} used={amountMinor} planned={budgetMinor} text={text} />;
  }
  if (which === null && budget.minutes === 0) return <Absent />;
  const { minutes, budgetMinutes, isWhole } = budget;
  return (
    <BudgetBar
      compact
      label={`Budget of ${name}`}
      used={minutes}
      planned={budgetMinutes}
      text={minutesText}
      whose={isWhole ? "" : " by you"}
    />
  );
}
