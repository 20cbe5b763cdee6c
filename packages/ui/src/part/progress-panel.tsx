"use client";

import { Button, Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { useId } from "react";
import { useLocale } from "../theme/locale.tsx";

interface ProgressPanelProps {
  title: string;
  done: number;
  /** Unknown totals show a moving bar. */
  total?: number;
  /** `rows`, `files`: what is being counted. */
  unit: string;
  detail?: string;
  onCancel?: () => void;
}

/** Long work, while it runs: how far it is and a way to stop it. */
export function ProgressPanel({ title, done, total, unit, detail, onCancel }: ProgressPanelProps) {
  const { locale } = useLocale();
  const id = useId();
  const figure = new Intl.NumberFormat(locale);
  const percent = total ? Math.min(100, Math.round((done / total) * 100)) : 100;
  const count = total ? `${figure.format(done)} of ${figure.format(total)} ${unit}` : `${figure.format(done)} ${unit}`;
  return (
    <Paper withBorder p="md">
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={500} size="sm" id={id}>
            {title}
          </Text>
          {onCancel ? (
            <Button size="xs" variant="default" onClick={onCancel}>
              Stop
            </Button>
          ) : null}
        </Group>
        <Progress.Root size="md">
          <Progress.Section
            value={percent}
            animated={!total}
            striped={!total}
            aria-labelledby={id}
            aria-valuetext={total ? `${percent} %, ${count}` : count}
          />
        </Progress.Root>
        <Group justify="space-between">
          <Text size="xs" c="dimmed">
            {count}
          </Text>
          <Text size="xs" c="dimmed" aria-live="polite">
            {detail ?? (total ? `${percent} %` : "")}
          </Text>
        </Group>
      </Stack>
    </Paper>
  );
}
