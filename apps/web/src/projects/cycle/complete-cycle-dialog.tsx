"use client";

import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import type { CycleItem } from "@steward/contracts/projects/cycle";
import { notifyError, notifySuccess } from "@steward/ui";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { tasksInWords } from "../task/task-words.tsx";

interface CompleteCycleDialogProps {
  cycle: CycleItem;
  /** Cycles that what is left may go on in. */
  others: readonly CycleItem[];
  onClose: () => void;
}

const nowhere = "none";

/** Ends a cycle, and asks where goes what was not done in it. */
export function CompleteCycleDialog({ cycle, others, onClose }: CompleteCycleDialogProps) {
  const [moveTo, setMoveTo] = useState(others[0]?.id ?? nowhere);
  const utils = trpc.useUtils();
  const complete = trpc.projects.cycle.complete.useMutation({
    onError: notifyError,
    onSuccess: async () => {
      await utils.projects.invalidate();
      notifySuccess(`${cycle.name} completed`);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={`Complete ${cycle.name}`}>
      <Stack gap="md">
        {cycle.openTaskCount === 0 ? (
          <Text size="sm">Everything in it is done.</Text>
        ) : (
          <Select
            label={`Where ${tasksInWords(cycle.openTaskCount)} that are not done go`}
            data={[
              ...others.map(({ id, name }) => ({ value: id, label: name })),
              { value: nowhere, label: "No cycle" },
            ]}
            value={moveTo}
            onChange={(id) => id && setMoveTo(id)}
            allowDeselect={false}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={complete.isPending}
            onClick={() => complete.mutate({ id: cycle.id, moveOpenToId: moveTo === nowhere ? null : moveTo })}
          >
            Complete
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
