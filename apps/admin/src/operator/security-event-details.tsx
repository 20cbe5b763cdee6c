"use client";

import { Button, Code, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { DateText, DefinitionList } from "@steward/ui";
import type { RouterOutputs } from "../trpc/client.tsx";
import { securityWordsOf } from "./security-words.ts";

export type PlatformEvent = RouterOutputs["operator"]["securityEvent"]["list"]["items"][number];

/** All that was kept about one event. */
export function SecurityEventDetails({ event }: { event: PlatformEvent }) {
  const [opened, { open, close }] = useDisclosure(false);
  const { words } = securityWordsOf(event.name);
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={open} aria-label={`Show details of ${words}`}>
        Show
      </Button>
      <Modal opened={opened} onClose={close} title={words} size="lg">
        <DefinitionList
          items={[
            { label: "Event", value: <Code>{event.name}</Code> },
            { label: "When", value: <DateText value={event.createdAt} withTime /> },
            { label: "To", value: [event.userName, event.userEmail].filter(Boolean).join(", ") },
            { label: "By", value: event.actorName },
            { label: "Organisation", value: event.organisation },
            { label: "From address", value: event.clientAddress },
            { label: "From client", value: event.userAgent },
            { label: "Request", value: <Code>{event.requestId}</Code> },
          ]}
        />
        {event.details ? (
          <Code block mt="md" tabIndex={0} aria-label="Particulars">
            {JSON.stringify(event.details, null, 2)}
          </Code>
        ) : null}
      </Modal>
    </>
  );
}
