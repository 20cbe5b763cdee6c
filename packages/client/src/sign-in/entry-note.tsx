"use client";

import { Alert, Anchor, Stack, Text } from "@mantine/core";
import { IconMailOpened } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useSettings } from "../settings/client-settings.tsx";

/** What a page before the workspace says when there is nothing left to fill in, with what to do next below. */
export function EntryNote({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <Stack gap="lg">
      <Text component="div" size="md" role="status">
        {children}
      </Text>
      {actions ? <Stack gap="xs">{actions}</Stack> : null}
    </Stack>
  );
}

/** Where the mail is on an installation that sends none. */
export function DemoMailHint() {
  const { demo, adminUrl } = useSettings();
  if (!demo) return null;
  return (
    <Alert variant="light" color="gray" icon={<IconMailOpened size={18} aria-hidden />}>
      This is a demo: no mail leaves it. Whoever signs in as the operator reads it in the{" "}
      <Anchor href={`${adminUrl}/operator/outbox`} inherit underline="always">
        Outbox
      </Anchor>
      .
    </Alert>
  );
}
