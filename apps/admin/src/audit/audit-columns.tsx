import { Button, Code, Group } from "@mantine/core";
import { type Column, DateText, PersonName, StatusBadge } from "@steward/ui";
import type { RouterOutputs } from "../trpc/client.tsx";
import { eventWords } from "./event-words.ts";

export type AuditEvent = RouterOutputs["org"]["auditEvent"]["list"]["items"][number];

/** The record, column by column. */
export function auditColumns(onOpen: (event: AuditEvent) => void): Column<AuditEvent>[] {
  return [
    {
      id: "name",
      header: "What happened",
      hideable: false,
      filter: { kind: "text", label: "Event" },
      render: (event) => (
        <Button
          variant="transparent"
          size="compact-sm"
          px={0}
          fw={500}
          title={event.name}
          onClick={() => onOpen(event)}
          maw="100%"
        >
          {eventWords(event.name)}
        </Button>
      ),
    },
    {
      id: "actorName",
      header: "By",
      width: 230,
      render: ({ actorName, impersonatorName }) => (
        <Group gap={6} wrap="nowrap" component="span">
          <PersonName name={actorName} />
          {impersonatorName ? <StatusBadge tone="danger">by operator</StatusBadge> : null}
        </Group>
      ),
    },
    {
      id: "createdAt",
      header: "When",
      width: 190,
      sortable: true,
      filter: { kind: "date-range", key: "on", label: "When" },
      render: ({ createdAt }) => <DateText value={createdAt} withTime />,
    },
    { id: "clientAddress", header: "From", width: 150, render: ({ clientAddress }) => clientAddress ?? "–" },
    {
      id: "procedure",
      header: "Asked for by",
      width: 200,
      defaultHidden: true,
      render: ({ procedure }) => <Code>{procedure}</Code>,
    },
    {
      id: "entityId",
      header: "Record",
      width: 310,
      defaultHidden: true,
      filter: { kind: "text" },
      render: ({ entityId }) => <Code>{entityId}</Code>,
    },
    {
      id: "requestId",
      header: "Request",
      width: 310,
      defaultHidden: true,
      filter: { kind: "text" },
      render: ({ requestId }) => <Code>{requestId}</Code>,
    },
  ];
}
