"use client";

import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack, Text } from "@mantine/core";
import { notifyError } from "@steward/ui";
import { useState } from "react";
import {
  dayNames,
  type Frequency,
  frequencies,
  type Repeat,
  readRepeat,
  repeatWords,
  weekdays,
  writeRepeat,
} from "./repeat.ts";

const frequencyLabels: Record<Frequency, string> = {
  DAILY: "Days",
  WEEKLY: "Weeks",
  MONTHLY: "Months",
  YEARLY: "Years",
};
const weekly: Repeat = { frequency: "WEEKLY", interval: 1, byDay: [] };

interface RepeatDialogProps {
  /** The task's rule; null: it does not repeat. */
  rule: string | null;
  onClose: () => void;
  /** A rejection keeps the dialog open and is said. */
  onSave: (rule: string | null) => Promise<unknown>;
}

/** How often a task begins anew once it is done. */
export function RepeatDialog({ rule, onClose, onSave }: RepeatDialogProps) {
  const [repeat, setRepeat] = useState(() => (rule === null ? weekly : (readRepeat(rule) ?? weekly)));
  const [busy, setBusy] = useState(false);
  const save = async (next: string | null) => {
    setBusy(true);
    try {
      await onSave(next);
      onClose();
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  const isStrange = rule !== null && readRepeat(rule) === undefined;
  return (
    <Modal opened onClose={onClose} title="Repeat">
      <Stack gap="md">
        {isStrange ? (
          <Text size="sm" c="dimmed">
            It repeats by the rule {rule}, which came from elsewhere. Saving replaces it.
          </Text>
        ) : null}
        <Group align="flex-end" gap="sm" wrap="nowrap">
          <NumberInput
            label="Every"
            min={1}
            max={99}
            value={repeat.interval}
            onChange={(interval) => setRepeat({ ...repeat, interval: Number(interval) || 1 })}
            w={90}
            data-autofocus
          />
          <Select
            aria-label="Unit"
            data={frequencies.map((value) => ({ value, label: frequencyLabels[value] }))}
            value={repeat.frequency}
            onChange={(frequency) => frequency && setRepeat({ ...repeat, frequency, byDay: [] })}
            allowDeselect={false}
            flex={1}
          />
        </Group>
        {repeat.frequency === "WEEKLY" ? (
          <Checkbox.Group
            label="On"
            value={[...repeat.byDay]}
            onChange={(days) => setRepeat({ ...repeat, byDay: weekdays.filter((day) => days.includes(day)) })}
          >
            <Group gap="sm" mt={4}>
              {weekdays.map((day) => (
                <Checkbox key={day} value={day} label={dayNames[day].slice(0, 3)} aria-label={dayNames[day]} />
              ))}
            </Group>
          </Checkbox.Group>
        ) : null}
        <Text size="sm" aria-live="polite">
          {repeatWords(writeRepeat(repeat))}. The next one begins when this one is done.
        </Text>
        <Group justify="flex-end" gap="xs">
          {rule === null ? null : (
            <Button variant="subtle" color="red" mr="auto" disabled={busy} onClick={() => void save(null)}>
              Do not repeat
            </Button>
          )}
          <Button variant="default" disabled={busy} onClick={onClose}>
            Cancel
          </Button>
          <Button loading={busy} onClick={() => void save(writeRepeat(repeat))}>
            Save
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
