"use client";

import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { toProblem } from "./problem.ts";

const readMs = 5_000;
// WCAG 2.2.1: a message that offers an action stays long enough to reach it by keyboard.
const actMs = 12_000;

/** Says that something is done; `undo` adds a button that takes it back. */
export function notifySuccess(message: string, options: { undo?: () => unknown } = {}): void {
  const { undo } = options;
  const id = crypto.randomUUID();
  const takeBack = async () => {
    notifications.hide(id);
    try {
      await undo?.();
    } catch (error) {
      notifyError(error);
    }
  };
  notifications.show({
    id,
    color: "green",
    icon: <IconCheck size={16} aria-hidden />,
    autoClose: undo ? actMs : readMs,
    role: "status",
    closeButtonProps: { "aria-label": "Dismiss" },
    message: undo ? (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        <Button size="xs" variant="light" onClick={takeBack}>
          Undo
        </Button>
      </Group>
    ) : (
      message
    ),
  });
}

/** Says what went wrong, in the words registered for the error's reason, with the request id. */
export function notifyError(error: unknown): void {
  const problem = toProblem(error);
  notifications.show({
    color: "red",
    icon: <IconAlertTriangle size={16} aria-hidden />,
    autoClose: actMs,
    role: "alert",
    closeButtonProps: { "aria-label": "Dismiss" },
    message: (
      <>
        <Text size="sm">{problem.message}</Text>
        {problem.requestId ? (
          <Text size="xs" c="dimmed" ff="monospace">
            Request {problem.requestId}
          </Text>
        ) : null}
      </>
    ),
  });
}
