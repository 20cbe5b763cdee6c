"use client";

import type { DealStatus } from "@steward/contracts/crm/deal";
import type { ForecastCategory } from "@steward/contracts/crm/pipeline";
import { Money, StatusBadge, type Tone } from "@steward/ui";
import { Fragment } from "react";

export const statusLabels: Record<DealStatus, string> = { open: "Open", won: "Won", lost: "Lost" };
const statusTones: Record<DealStatus, Tone> = { open: "info", won: "success", lost: "danger" };

export function DealStatusBadge({ status }: { status: DealStatus }) {
  return <StatusBadge tone={statusTones[status]}>{statusLabels[status]}</StatusBadge>;
}

export const categoryLabels: Record<ForecastCategory, string> = {
  commit: "Commit",
  bestCase: "Best case",
  pipeline: "Pipeline",
  omitted: "Omitted",
};

export const statusOptions = (["open", "won", "lost"] as const).map((value) => ({ value, label: statusLabels[value] }));
export const categoryOptions = (["commit", "bestCase", "pipeline", "omitted"] as const).map((value) => ({
  value,
  label: categoryLabels[value],
}));

/** A category has one colour on every chart. */
export const forecastSeries = [
  { key: "commit", label: categoryLabels.commit, color: "accent.5" },
  { key: "bestCase", label: categoryLabels.bestCase, color: "teal.7" },
  { key: "pipeline", label: categoryLabels.pipeline, color: "orange.6" },
];
export const wonSeries = { key: "won", label: statusLabels.won, color: "green.7" };

export const dealsInWords = (count: number) => (count === 1 ? "1 deal" : `${count.toLocaleString("en")} deals`);

/** Amounts beside each other, never added: each in its own currency. */
export function Amounts({ amounts }: { amounts: readonly { currency: string; amountMinor: number }[] }) {
  return amounts.map(({ currency, amountMinor }, index) => (
    <Fragment key={currency}>
      {index > 0 ? " + " : null}
      <Money amountMinor={amountMinor} currency={currency} compact />
    </Fragment>
  ));
}
