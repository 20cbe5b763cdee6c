"use client";

import { DateTimePicker } from "@mantine/dates";
import { IconCalendarClock } from "@tabler/icons-react";
import { useLocale } from "../theme/locale.tsx";
import { type FieldProps, inputProps } from "./fields.tsx";
import { instantOf, wallTime } from "./zone.ts";

/** A moment, shown and chosen by the organisation's clock, given and taken as an instant (RFC 3339). */
export function DateTimeField(props: FieldProps<string | Date>) {
  const { field } = props;
  const { timeZone } = useLocale();
  return (
    <DateTimePicker
      {...inputProps(props)}
      value={field.value ? wallTime(field.value, timeZone) : null}
      onChange={(value) => field.onChange(value ? instantOf(value, timeZone).toISOString() : null)}
      valueFormat="D MMM YYYY HH:mm"
      clearable={!field.required}
      clearButtonProps={{ "aria-label": "Clear" }}
      leftSection={<IconCalendarClock size={15} aria-hidden />}
      submitButtonProps={{ "aria-label": "Done" }}
      popoverProps={{ withinPortal: true }}
    />
  );
}
