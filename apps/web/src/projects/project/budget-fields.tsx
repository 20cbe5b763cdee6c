"use client";

import { currencyOptions, type FieldBinding, FieldRow, MoneyField, SelectField } from "@steward/ui";
import { MinutesInput } from "../part/minutes-input.tsx";

interface BudgetFieldsProps {
  minutes: FieldBinding<number>;
  amount: FieldBinding<number>;
  rate: FieldBinding<number>;
  currency: FieldBinding<string>;
  /** The one that an empty choice means. */
  defaultCurrency: string;
}

/** What a project may take, in hours and in money, and what an hour of it costs. */
export function BudgetFields({ minutes, amount, rate, currency, defaultCurrency }: BudgetFieldsProps) {
  const chosen = currency.value ?? defaultCurrency;
  return (
    <>
      <FieldRow>
        <MinutesInput label="Budget in hours" value={minutes.value ?? null} onCommit={minutes.onChange} />
        <MoneyField field={amount} label="Budget in money" currency={chosen} />
      </FieldRow>
      <FieldRow>
        <MoneyField field={rate} label="Rate per hour" currency={chosen} />
        <SelectField
          field={{ ...currency, value: chosen, required: true }}
          label="Currency"
          options={currencyOptions(chosen)}
        />
      </FieldRow>
    </>
  );
}
