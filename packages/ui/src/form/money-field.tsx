"use client";

import { Text, TextInput } from "@mantine/core";
import { currencyExponent } from "@steward/contracts/kernel/money";
import { useEffect, useState } from "react";
import { type FieldProps, inputProps } from "./fields.tsx";
import { inputToMinor, minorToInput } from "./money-input.ts";

/** An amount: shown in the currency's units, given and taken as integer minor units. */
export function MoneyField({ currency, ...props }: FieldProps<number> & { currency: string }) {
  const { field } = props;
  const [text, setText] = useState(() => minorToInput(field.value, currency));
  const unreadable = inputToMinor(text, currency) === undefined;

  // The text follows the value when somebody else changes it, never while it merely spells the same amount.
  useEffect(() => {
    if (Number.isNaN(field.value)) return;
    setText((shown) =>
      inputToMinor(shown, currency) === (field.value ?? null) ? shown : minorToInput(field.value, currency),
    );
  }, [field.value, currency]);

  const change = (next: string) => {
    setText(next);
    const amount = inputToMinor(next, currency);
    // An unreadable amount must not pass as the last readable one: NaN fails every schema.
    field.onChange(amount === undefined ? Number.NaN : amount);
  };

  const decimals = currencyExponent(currency);
  const hint = decimals === 0 ? "Enter a whole amount" : `Enter an amount with at most ${decimals} decimals`;
  return (
    <TextInput
      {...inputProps(props)}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      error={unreadable ? hint : field.error}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => {
        field.onBlur();
        if (!unreadable) setText(minorToInput(inputToMinor(text, currency), currency));
      }}
      rightSection={
        <Text size="xs" c="dimmed">
          {currency}
        </Text>
      }
      rightSectionWidth={48}
      rightSectionPointerEvents="none"
      styles={{ input: { fontVariantNumeric: "tabular-nums" } }}
    />
  );
}
