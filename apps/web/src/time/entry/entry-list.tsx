"use client";

import { ActionIcon, Group, Stack, Text } from "@mantine/core";
import { clockText } from "@steward/contracts/time/timesheet";
import { DateText, StatusBadge, useLocale } from "@steward/ui";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { purposeText } from "../time-words.ts";
import type { TimeEntry } from "./use-entry-actions.ts";

interface EntryListProps {
  entries: readonly TimeEntry[];
  onEdit?: (entry: TimeEntry) => void;
  onDelete?: (entry: TimeEntry) => void;
}

/** Entries one by one, with the days and times they were worked. */
export function EntryList({ entries, onEdit, onDelete }: EntryListProps) {
  const { locale, timeZone } = useLocale();
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone });
  return (
    <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
      {entries.map((entry) => {
        const { id, day, startedAt, endedAt, minutes, isBillable, note } = entry;
        const span = startedAt ? `${time.format(startedAt)}–${endedAt ? time.format(endedAt) : ""}` : "";
        const name = `${purposeText(entry)}, ${minutes === null ? "running" : clockText(minutes)}`;
        return (
          <Group key={id} component="li" gap="sm" justify="space-between" wrap="nowrap" align="flex-start">
            <div style={{ minWidth: 0 }}>
              <Text size="sm" component="div">
                <DateText value={day} /> {span} · <b>{purposeText(entry)}</b>
              </Text>
              {note ? (
                <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
                  {note}
                </Text>
              ) : null}
            </div>
            <Group gap="xs" wrap="nowrap">
              {isBillable ? <StatusBadge tone="accent">Billable</StatusBadge> : null}
              <Text size="sm" ff="monospace">
                {minutes === null ? "running" : clockText(minutes)}
              </Text>
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
      })}
    </Stack>
  );
}
