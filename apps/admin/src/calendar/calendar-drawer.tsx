"use client";

import { TextInput } from "@mantine/core";
import { createBusinessCalendarInput } from "@steward/contracts/org/business-calendar";
import { FormDrawer, notifySuccess, SelectField, TextField, timeZoneOptions, useZodForm } from "@steward/ui";
import { useMemo, useState } from "react";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import { hoursText, parseHours } from "./week-hours.ts";

export type BusinessCalendar = RouterOutputs["org"]["businessCalendar"]["byId"];
type Week = BusinessCalendar["week"];

interface CalendarDrawerProps {
  /** The calendar to change; without one a new one is added. */
  calendar?: BusinessCalendar | undefined;
  onClose: () => void;
  onSaved: (id: string) => void;
}

const nineToFive = { from: 540, to: 1020 };
const standardWeek: Week = [[nineToFive], [nineToFive], [nineToFive], [nineToFive], [nineToFive], [], []];

/** Adds a calendar, or changes its hours. */
export function CalendarDrawer({ calendar, onClose, onSaved }: CalendarDrawerProps) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.org.businessCalendar.invalidate();
  const create = trpc.org.businessCalendar.create.useMutation({ onSuccess });
  const update = trpc.org.businessCalendar.update.useMutation({ onSuccess });
  const form = useZodForm({
    schema: createBusinessCalendarInput,
    initialValues: calendar
      ? { name: calendar.name, timeZone: calendar.timeZone, week: calendar.week }
      : { name: "", timeZone: null, week: standardWeek },
    onSubmit: async (values) => {
      const { id } = calendar
        ? await update.mutateAsync({ ...values, id: calendar.id, version: calendar.version })
        : await create.mutateAsync(values);
      notifySuccess(`${values.name} saved`);
      onSaved(id);
    },
  });
  const zones = useMemo(() => timeZoneOptions(calendar?.timeZone ?? "UTC"), [calendar?.timeZone]);
  return (
    <FormDrawer
      form={form}
      opened
      onClose={onClose}
      title={calendar ? `Edit ${calendar.name}` : "New calendar"}
      submitLabel={calendar ? "Save" : "Add calendar"}
    >
      <TextField field={form.field("name")} autoFocus />
      <SelectField
        field={form.field("timeZone")}
        label="Time zone"
        placeholder="The organisation’s"
        options={zones}
        searchable
      />
      <WeekFields week={form.values.week ?? standardWeek} onChange={(week) => form.setValue("week", week)} />
    </FormDrawer>
  );
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

function WeekFields({ week, onChange }: { week: Week; onChange: (week: Week) => void }) {
  return weekdays.map((weekday, place) => (
    <HoursInput
      key={weekday}
      label={weekday}
      hours={week[place] ?? []}
      onChange={(hours) => onChange(week.map((before, at) => (at === place ? hours : before)))}
    />
  ));
}

interface HoursInputProps {
  label: string;
  hours: Week[number];
  onChange: (hours: Week[number]) => void;
}

/** The hours of a day as people write them. */
function HoursInput({ label, hours, onChange }: HoursInputProps) {
  const [text, setText] = useState(hoursText(hours));
  const typed = parseHours(text);
  return (
    <TextInput
      label={label}
      placeholder="Not worked"
      autoComplete="off"
      value={text}
      error={typed ? undefined : "Write hours as 9:00–17:00, or 9–12, 13–17"}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const next = parseHours(event.currentTarget.value);
        if (next) onChange(next);
      }}
      onBlur={() => typed && setText(hoursText(typed))}
    />
  );
}
