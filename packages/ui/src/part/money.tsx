"use client";

import { Text } from "@mantine/core";
import { formatMoney } from "@steward/contracts/kernel/money";
import { useLocale } from "../theme/locale.tsx";

interface MoneyProps {
  /** Integer minor units; null prints a dash. */
  amountMinor: number | null | undefined;
  currency: string;
  /** Drops `.00` from whole amounts. */
  compact?: boolean;
}

/** An amount in the reader's locale, in figures of equal width so that columns align. */
export function Money({ amountMinor, currency, compact = false }: MoneyProps) {
  const { locale } = useLocale();
  if (amountMinor === null || amountMinor === undefined) return <Absent />;
  return (
    <Text span inherit style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }} suppressHydrationWarning>
      {formatMoney(amountMinor, currency, locale, compact)}
    </Text>
  );
}

/** A value that is not there: a dash for the eye, words for the ear. */
export function Absent({ label = "None" }: { label?: string }) {
  return (
    <Text span inherit c="dimmed">
      <span aria-hidden>–</span>
      <span className="mantine-visually-hidden" style={hidden}>
        {label}
      </span>
    </Text>
  );
}

const hidden = {
  position: "absolute",
  width: 1,
  height: 1,
  overflow: "hidden",
  clipPath: "inset(50%)",
  whiteSpace: "nowrap",
} as const;
