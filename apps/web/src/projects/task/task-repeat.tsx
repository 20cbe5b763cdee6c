"use client";

import { Button, Input } from "@mantine/core";
import type { TaskDetail } from "@steward/contracts/projects/task";
import { IconRepeat } from "@tabler/icons-react";
import { useState } from "react";
import { repeatWords } from "./repeat.ts";
import { RepeatDialog } from "./repeat-dialog.tsx";
import { useTaskChange } from "./use-task-change.ts";

/** How often a task begins anew, and the way to change that. */
export function TaskRepeat({ task, disabled }: { task: TaskDetail; disabled: boolean }) {
  const [asking, setAsking] = useState(false);
  const { send } = useTaskChange(task);
  const { recurrence } = task;
  const words = recurrence === null ? "Does not repeat" : repeatWords(recurrence);
  return (
    <Input.Wrapper label="Repeat" labelElement="div">
      <Button
        fullWidth
        variant="default"
        justify="flex-start"
        fw={400}
        disabled={disabled}
        leftSection={<IconRepeat size={15} aria-hidden />}
        aria-label={`Repeat: ${words}`}
        onClick={() => setAsking(true)}
      >
        {words}
      </Button>
      {asking ? (
        <RepeatDialog
          rule={recurrence}
          onClose={() => setAsking(false)}
          onSave={(rule) => send({ recurrence: rule })}
        />
      ) : null}
    </Input.Wrapper>
  );
}
