"use client";

import { DateInput } from "@mantine/dates";
import { IconCalendar } from "@tabler/icons-react";
import { type FieldProps, inputProps } from "./fields.tsx";

interface DateFieldProps extends FieldProps<string> {
  /** ISO days, inclusive. */
  min?: string;
  max?: string;
}

/** A calendar day, given and taken as `2026-03-01`: no zone can move it. */
export function DateField({ min, max, ...props }: DateFieldProps) {
  const { field } = props;
  return (
    <DateInput
      {...inputProps(props)}
      value={field.value || null}
      onChange={(value) => field.onChange(value)}
      {...(min === undefined ? {} : { minDate: min })}
      {...(max === undefined ? {} : { maxDate: max })}
      valueFormat="D MMM YYYY"
      clearable={!field.required}
      clearButtonProps={{ "aria-label": "Clear" }}
      leftSection={<IconCalendar size={15} aria-hidden />}
      popoverProps={{ withinPortal: true }}
    />
  );
}
