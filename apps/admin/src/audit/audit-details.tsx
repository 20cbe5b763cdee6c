"use client";

import { Button, Code, Drawer, Group, Stack, Text, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { deviceName, useHref } from "@steward/client";
import { DateText, DefinitionList } from "@steward/ui";
import Link from "next/link";
import type { AuditEvent } from "./audit-columns.tsx";
import classes from "./audit-details.module.css";
import { type ChangedField, changedFields, otherValues, valueText } from "./event-values.ts";
import { eventWords } from "./event-words.ts";

/** All that was kept about one event: who, what, from where, before and after. */
export function AuditDetails({ event, onClose }: { event: AuditEvent; onClose: () => void }) {
  const narrow = useMediaQuery("(max-width: 48em)") ?? false;
  const href = useHref();
  const changes = changedFields(event.payload);
  const others = otherValues(event.payload);
  return (
    <Drawer opened onClose={onClose} title={eventWords(event.name)} size={narrow ? "100%" : "lg"}>
      <Stack gap="lg">
        <DefinitionList items={factsOf(event)} />
        {changes.length > 0 ? <Changes changes={changes} /> : null}
        {others.length > 0 ? (
          <div>
            <Title order={3} size="h5" mb={4}>
              With it
            </Title>
            <DefinitionList
              items={others.map(({ label, value }) => ({
                label,
                value: <span className={classes.value}>{value}</span>,
              }))}
            />
          </div>
        ) : null}
        <Group gap="xs">
          <Button
            component={Link}
            variant="default"
            size="xs"
            href={href(`/audit?entityId=${event.entityId}`)}
            onClick={onClose}
          >
            All about this record
          </Button>
          <Button
            component={Link}
            variant="default"
            size="xs"
            href={href(`/audit?requestId=${event.requestId}`)}
            onClick={onClose}
          >
            All of this request
          </Button>
        </Group>
      </Stack>
    </Drawer>
  );
}

function factsOf(event: AuditEvent) {
  return [
    { label: "By", value: event.actorName },
    ...(event.impersonatorName
      ? [{ label: "In their name", value: `${event.impersonatorName}, an operator of the platform` }]
      : []),
    { label: "When", value: <DateText value={event.createdAt} withTime /> },
    { label: "From", value: event.clientAddress },
    {
      label: "With",
      value: event.userAgent ? <span title={event.userAgent}>{deviceName(event.userAgent)}</span> : null,
    },
    { label: "Event", value: <Code>{event.name}</Code> },
    { label: "Asked for by", value: <Code>{event.procedure}</Code> },
    { label: "Record", value: <Code>{event.entityId}</Code> },
    { label: "Request", value: <Code>{event.requestId}</Code> },
  ];
}

function Changes({ changes }: { changes: readonly ChangedField[] }) {
  return (
    <div>
      <Title order={3} size="h5" mb={4}>
        Before and after
      </Title>
      <table className={classes.changes}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ field, before, after }) => (
            <tr key={field}>
              <th scope="row">{field}</th>
              <td>
                <Text span inherit c="dimmed" className={classes.value}>
                  {valueText(before)}
                </Text>
              </td>
              <td>
                <span className={classes.value}>{valueText(after)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
