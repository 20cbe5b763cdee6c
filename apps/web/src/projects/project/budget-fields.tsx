"use client";

import { currencyOptions, type FieldBinding, FieldRow, MoneyField, SelectField } from "@steward/ui";
import { MinutesField } from "../part/minutes-input.tsx";

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
        <MinutesField field={minutes} label="Budget in hours" />
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
