"use client";

import { Anchor, Button, Card, Group, Kbd, Stack, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { approvalSubject } from "@steward/contracts/approval-subjects";
import type { ApprovalDecision } from "@steward/contracts/approvals/request";
import { DateText, RelativeTime, StatusBadge } from "@steward/ui";
import Link from "next/link";
import type { RouterOutputs } from "../trpc/client.tsx";
import { statusWords } from "./approval-words.ts";

export type ApprovalRequest = RouterOutputs["approvals"]["request"]["list"]["items"][number];

interface RequestCardProps {
  request: ApprovalRequest;
  onOpen: () => void;
  onDecide: (decision: ApprovalDecision) => void;
}

/** One request. With the focus in it, `a` approves and `r` rejects. */
export function RequestCard({ request, onOpen, onDecide }: RequestCardProps) {
  const href = useHref();
  const { address, entityId, title, requester, status, step, mayDecide, dueAt, createdAt } = request;
  const subject = approvalSubject(address);
  const { label, tone } = statusWords[status];
  const isLate = status === "pending" && dueAt !== null && dueAt < new Date();
  return (
    <Card
      component="li"
      withBorder
      padding="sm"
      radius="md"
      onKeyDown={(event) => {
        if (!mayDecide || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === "a") onDecide("approve");
        else if (event.key === "r") onDecide("reject");
        else return;
        event.preventDefault();
      }}
    >
      <Group justify="space-between" gap="sm">
        <Stack gap={2}>
          <Group gap="xs">
            <Button variant="transparent" size="compact-sm" px={0} fw={600} onClick={onOpen}>
              {title}
            </Button>
            <StatusBadge tone={isLate ? "warning" : tone}>{isLate ? "Overdue" : label}</StatusBadge>
          </Group>
          <Text size="sm" c="dimmed" component="div">
            {subject?.label ?? address} · {requester.name} · <RelativeTime value={createdAt} />
            {status === "pending" && dueAt ? (
              <>
                {" "}
                · by <DateText value={dueAt} />
              </>
            ) : null}
            {step && step.name !== subject?.label ? ` · ${step.name}` : ""}
          </Text>
        </Stack>
        <Group gap="xs">
          {subject ? (
            <Anchor component={Link} href={href(subject.path(entityId))} size="sm">
              Open {subject.label.toLowerCase()}
            </Anchor>
          ) : null}
          {mayDecide ? (
            <>
              <Button size="xs" variant="default" onClick={() => onDecide("reject")}>
                Reject <Shortcut letter="r" />
              </Button>
              <Button size="xs" onClick={() => onDecide("approve")}>
                Approve <Shortcut letter="a" />
              </Button>
            </>
          ) : null}
        </Group>
      </Group>
    </Card>
  );
}

/** Where there is a keyboard to press it on. */
function Shortcut({ letter }: { letter: string }) {
  return (
    <Kbd size="xs" ml={6} visibleFrom="sm">
      {letter}
    </Kbd>
  );
}
