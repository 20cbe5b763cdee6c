"use client";

import { ActionIcon, Group, Menu, Stack, Text } from "@mantine/core";
import { Avatar, Money, RelativeTime } from "@steward/ui";
import { IconCircleCheck, IconCircleX, IconDots } from "@tabler/icons-react";
import { type DealRow, ExpectedClose } from "./deal-columns.tsx";

interface DealCardProps {
  deal: DealRow;
  onClose?: (how: "won" | "lost") => void;
}

/** A deal on the board: whose, for how much, until when, and how long it has stood here. */
export function DealCard({ deal, onClose }: DealCardProps) {
  return (
    <Stack gap={4}>
      <Group gap={4} wrap="nowrap" align="flex-start" justify="space-between">
        <Text size="sm" fw={600} lineClamp={2}>
          {deal.name}
        </Text>
        {onClose ? <CardMenu name={deal.name} onClose={onClose} /> : null}
      </Group>
      {deal.account ? (
        <Text size="xs" c="dimmed" truncate>
          {deal.account.name}
        </Text>
      ) : null}
      <Group justify="space-between" gap={6} wrap="nowrap">
        <Text size="sm" component="span" c={deal.amountMinor === null ? "dimmed" : undefined}>
          {deal.amountMinor === null ? (
            "No amount"
          ) : (
            <Money amountMinor={deal.amountMinor} currency={deal.currency} compact />
          )}
        </Text>
        {deal.owner ? (
          <span title={deal.owner.name}>
            <Avatar name={deal.owner.name} size={20} />
          </span>
        ) : null}
      </Group>
      <Group justify="space-between" gap={6} wrap="nowrap">
        <Text size="xs" component="span" c="dimmed">
          {deal.expectedCloseOn === null ? "No close date" : <ExpectedClose deal={deal} />}
        </Text>
        {deal.stageEnteredAt ? (
          <Text size="xs" component="span" c="dimmed" title="In this stage since">
            <RelativeTime value={deal.stageEnteredAt} />
          </Text>
        ) : null}
      </Group>
    </Stack>
  );
}

/** Above the card's handle, which covers everything else. */
function CardMenu({ name, onClose }: { name: string; onClose: (how: "won" | "lost") => void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={`Close ${name}`}
          style={{ position: "relative", zIndex: 2 }}
        >
          <IconDots size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCircleCheck size={15} aria-hidden />} onClick={() => onClose("won")}>
          Win
        </Menu.Item>
        <Menu.Item leftSection={<IconCircleX size={15} aria-hidden />} onClick={() => onClose("lost")}>
          Lose
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
