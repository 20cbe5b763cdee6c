"use client";

import { Button, Group, Loader, Text } from "@mantine/core";
import { useNetwork } from "@mantine/hooks";
import type { MessageItem } from "@steward/contracts/messaging/message";
import { Avatar } from "@steward/ui";
import { IconAlertTriangle, IconClock, IconPaperclip } from "@tabler/icons-react";
import { useTenant } from "../../shell/use-tenant.ts";
import type { OutboxEntry } from "../outbox/outbox.ts";
import { useOutbox } from "../outbox/outbox-provider.tsx";
import classes from "./message.module.css";
import { MessageContent } from "./message-content.tsx";
import { Quote } from "./quote.tsx";
import { useLate } from "./use-late.ts";

const noRecords: never[] = [];
/** What takes no longer is nobody's business. */
const quietMs = 1_200;

interface WaitingRowProps {
  entry: OutboxEntry;
  /** Goes on with what its writer said above: it stands as it will once it is there, so that nothing jumps. */
  follows: boolean;
  /** The message it answers, where that is shown. */
  answered: MessageItem | undefined;
}

/** A message of one's own that is not in the conversation yet: on its way, waiting for the line, or refused. */
export function WaitingRow({ entry, follows, answered }: WaitingRowProps) {
  const { member } = useTenant();
  const outbox = useOutbox();
  const isLate = useLate(entry.clientId, quietMs);
  const { online } = useNetwork();
  const { content, files, state, problem, clientId } = entry;
  const standing =
    state !== "failed" && isLate ? (
      <Text span size="xs" c="dimmed" role="status" className={classes.state}>
        {online ? <Loader size={11} aria-hidden /> : <IconClock size={12} aria-hidden />}
        {online ? "Sending" : "Waiting for the connection"}
      </Text>
    ) : null;
  return (
    <article
      className={classes.row}
      data-key={clientId}
      data-waiting
      data-follows={follows || undefined}
      tabIndex={-1}
      aria-label={`${member.name}, not sent yet`}
    >
      <div className={classes.gutter}>{follows ? null : <Avatar name={member.name} size={34} />}</div>
      <div className={classes.body}>
        {follows ? null : (
          <div className={classes.byline}>
            <Text span size="sm" fw={600}>
              {member.name}
            </Text>
            {standing}
          </div>
        )}
        {answered ? <Quote quoted={{ ...answered, isRemoved: answered.removedAt !== null }} /> : null}
        <MessageContent message={{ content, records: noRecords, editedAt: null }} />
        {files.map(({ id, name }) => (
          <Text key={id} size="xs" c="dimmed" className={classes.state}>
            <IconPaperclip size={12} aria-hidden /> {name}
          </Text>
        ))}
        {follows ? standing : null}
        {state === "failed" ? (
          <Group gap="xs" role="alert">
            <Text size="xs" c="var(--mantine-color-error)" className={classes.state}>
              <IconAlertTriangle size={13} aria-hidden /> Not sent. {problem}
            </Text>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => outbox?.change(clientId, { state: "waiting", problem: null })}
            >
              Try again
            </Button>
            <Button size="compact-xs" variant="subtle" color="red" onClick={() => outbox?.remove(clientId)}>
              Delete
            </Button>
          </Group>
        ) : null}
      </div>
    </article>
  );
}
