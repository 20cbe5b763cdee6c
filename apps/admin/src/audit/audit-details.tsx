"use client";

import { Button, Code, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { DefinitionList } from "@steward/ui";
import { eventWords } from "./event-words.ts";

interface AuditDetailsProps {
  event: { name: string; entityId: string; requestId: string; payload: unknown };
}

/** What an event carries, for who needs to know exactly. */
export function AuditDetails({ event }: AuditDetailsProps) {
  const [opened, { open, close }] = useDisclosure(false);
  const title = eventWords(event.name);
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={open} aria-label={`Details of ${title}`}>
        Details
      </Button>
      <Modal opened={opened} onClose={close} title={title} size="lg">
        <DefinitionList
          items={[
            { label: "Event", value: <Code>{event.name}</Code> },
            { label: "Record", value: <Code>{event.entityId}</Code> },
            { label: "Request", value: <Code>{event.requestId}</Code> },
          ]}
        />
        <Code block mt="md" tabIndex={0} aria-label="Payload">
          {JSON.stringify(event.payload, null, 2)}
        </Code>
      </Modal>
    </>
  );
}
