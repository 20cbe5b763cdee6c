"use client";

import { Alert, Text } from "@mantine/core";
import { toProblem } from "@steward/ui";
import { IconAlertCircle } from "@tabler/icons-react";

/** Why a step was refused; nothing while there was no refusal. */
export function LinkProblem({ error }: { error: unknown }) {
  if (!error) return null;
  const { message, requestId } = toProblem(error);
  return (
    <Alert color="red" icon={<IconAlertCircle size={18} aria-hidden />} role="alert" mb="md">
      {message}
      {requestId ? (
        <Text size="xs" mt={4} ff="monospace">
          Request {requestId}
        </Text>
      ) : null}
    </Alert>
  );
}
