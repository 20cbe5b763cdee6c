"use client";

import { ActionIcon, Group, Stack, Text } from "@mantine/core";
import { clockText } from "@steward/contracts/time/timesheet";
import { StatusBadge, useLocale } from "@steward/ui";
import { IconPencil, IconPlayerPlay, IconTrash } from "@tabler/icons-react";
import { purposeText } from "../time-words.ts";
import type { TimeEntry } from "./use-entry-actions.ts";

interface EntryActions {
  onEdit?: (entry: TimeEntry) => void;
  onDelete?: (entry: TimeEntry) => void;
  /** Goes on with what the entry was spent on. */
  onResume?: (entry: TimeEntry) => void;
}

interface EntryListProps extends EntryActions {
  /** In the order of their days. */
  entries: readonly TimeEntry[];
  /** How many there are; a week that a script has filled shows the first of them. */
  count: number;
}

/** Entries one by one, below the days they were worked on. */
export function EntryList({ entries, count, ...actions }: EntryListProps) {
  const { locale } = useLocale();
  const dayName = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
  return (
    <Stack gap="md">
      {[...Map.groupBy(entries, ({ day }) => day)].map(([day, some]) => {
        const name = dayName.format(new Date(`${day}T00:00:00Z`));
        return (
          <div key={day}>
            <Text size="sm" fw={600} mb={4} suppressHydrationWarning>
              {name}
            </Text>
            <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: "none" }} aria-label={name}>
              {some.map((entry) => (
                <EntryLine key={entry.id} entry={entry} {...actions} />
              ))}
            </Stack>
          </div>
        );
      })}
      {count > entries.length ? (
        <Text size="sm" c="dimmed">
          The first {entries.length} of {count} are shown; sums are of all. The list of time entries has the others.
        </Text>
      ) : null}
    </Stack>
  );
}

function EntryLine({ entry, onEdit, onDelete, onResume }: EntryActions & { entry: TimeEntry }) {
  const { locale, timeZone } = useLocale();
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone });
  const { startedAt, endedAt, minutes, isBillable, note } = entry;
  const span = startedAt ? `${time.format(startedAt)}–${endedAt ? time.format(endedAt) : ""}` : null;
  const name = `${purposeText(entry)}, ${minutes === null ? "running" : clockText(minutes)}`;
  return (
    <Group component="li" gap="sm" justify="space-between" wrap="nowrap" align="flex-start">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
          {purposeText(entry)}
        </Text>
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }} suppressHydrationWarning>
          {[span, note].filter(Boolean).join(" · ")}
        </Text>
      </div>
      <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
        {isBillable ? <StatusBadge tone="accent">Billable</StatusBadge> : null}
        <Text size="sm" style={{ fontVariantNumeric: "tabular-nums" }}>
          {minutes === null ? "running" : clockText(minutes)}
        </Text>
        {onResume && minutes !== null && !entry.isHidden ? (
          <ActionIcon variant="subtle" aria-label={`Start the timer for ${name}`} onClick={() => onResume(entry)}>
            <IconPlayerPlay size={16} aria-hidden />
          </ActionIcon>
        ) : null}
        {onEdit ? (
          <ActionIcon variant="subtle" aria-label={`Edit ${name}`} onClick={() => onEdit(entry)}>
            <IconPencil size={16} aria-hidden />
          </ActionIcon>
        ) : null}
        {onDelete && minutes !== null ? (
          <ActionIcon variant="subtle" aria-label={`Delete ${name}`} onClick={() => onDelete(entry)}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        ) : null}
      </Group>
    </Group>
  );
}
