"use client";

import { Group, Select, Stack, Switch, TextInput } from "@mantine/core";
import type { QuietHours } from "@steward/contracts/notifications/preference";
import { SectionCard, timeZoneOptions, useLocale } from "@steward/ui";
import { useState } from "react";
import type { RouterInputs } from "../../trpc/client.tsx";

export type PreferenceChange = RouterInputs["notifications"]["preference"]["update"];

const night: QuietHours = { from: "20:00", until: "07:00" };

interface QuietHoursSectionProps {
  quietHours: QuietHours | null;
  /** Null for the organisation's. */
  timeZone: string | null;
  onChange: (change: PreferenceChange) => void;
}

/** When nobody is to be disturbed, and by which clock. */
export function QuietHoursSection({ quietHours, timeZone, onChange }: QuietHoursSectionProps) {
  const locale = useLocale();
  const zone = timeZone ?? locale.timeZone;
  // The person's own clock, unless they have chosen another: it is rarely another place that they sleep in.
  const begin = () =>
    onChange({
      quietHours: night,
      ...(timeZone === null && { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
    });
  return (
    <SectionCard title="Quiet hours">
      <Stack gap="md">
        <Switch
          label="Keep quiet at certain hours"
          description="E-mail and devices wait until they are over; the inbox does not."
          checked={quietHours !== null}
          onChange={(event) => (event.currentTarget.checked ? begin() : onChange({ quietHours: null }))}
        />
        {quietHours ? (
          <Group gap="sm" align="flex-end">
            <Clock
              label="From"
              value={quietHours.from}
              other={quietHours.until}
              onDone={(from) => onChange({ quietHours: { ...quietHours, from } })}
            />
            <Clock
              label="Until"
              value={quietHours.until}
              other={quietHours.from}
              onDone={(until) => onChange({ quietHours: { ...quietHours, until } })}
            />
          </Group>
        ) : null}
        <Select
          label="Time zone"
          description={
            timeZone === null
              ? "Quiet hours and daily e-mail go by your organisation’s clock, as long as you choose no other."
              : "Quiet hours and daily e-mail go by this clock."
          }
          data={timeZoneOptions(zone)}
          value={zone}
          onChange={(value) => onChange({ timeZone: value })}
          searchable
          allowDeselect={false}
          nothingFoundMessage="Nothing matches"
          maw={320}
        />
      </Stack>
    </SectionCard>
  );
}

interface ClockProps {
  label: string;
  value: string;
  /** The other end, which must not be the same. */
  other: string;
  onDone: (value: string) => void;
}

/** A time of day; what is typed counts when it is whole and one leaves. */
function Clock({ label, value, other, onDone }: ClockProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? value;
  const error = typed === other ? "Choose another time" : null;
  return (
    <TextInput
      type="time"
      label={label}
      error={error}
      value={shown}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        if (typed && typed !== value && !error) onDone(typed);
        setTyped(null);
      }}
      w={130}
    />
  );
}
