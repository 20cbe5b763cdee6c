"use client";

import { Button, Code, Group, Loader, Skeleton, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import { IconAlertTriangle, IconInbox, IconRefresh } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { toProblem } from "../feedback/problem.ts";
import type { IconComponent } from "../part/icon.ts";

interface StateProps {
  title: string;
  description?: ReactNode;
  icon?: IconComponent;
  /** What to do next: one button, perhaps a quieter second. */
  action?: ReactNode;
  compact?: boolean;
}

function StateFrame({
  title,
  description,
  icon: Icon = IconInbox,
  action,
  compact,
  tone,
}: StateProps & { tone: string }) {
  return (
    <Stack align="center" gap="sm" py={compact ? "lg" : 56} px="md" ta="center">
      <ThemeIcon variant="light" color={tone} size={compact ? 36 : 44} radius="lg">
        <Icon size={compact ? 18 : 22} stroke={1.6} aria-hidden />
      </ThemeIcon>
      <Stack gap={4} align="center">
        <Title order={2} size="h3">
          {title}
        </Title>
        {description ? (
          <Text size="sm" c="dimmed" maw={420} component="div">
            {description}
          </Text>
        ) : null}
      </Stack>
      {action ? (
        <Group gap="xs" mt={4} justify="center">
          {action}
        </Group>
      ) : null}
    </Stack>
  );
}

/** Nothing here: says why, and what to do about it. */
export function EmptyState(props: StateProps) {
  return <StateFrame {...props} tone="gray" />;
}

/** Something failed: what it means, a way to try again, and the request id to quote. */
export function ErrorState({
  error,
  title,
  onRetry,
  compact,
}: {
  error: unknown;
  title?: string;
  onRetry?: () => unknown;
  compact?: boolean;
}) {
  const problem = toProblem(error);
  return (
    <div role="alert">
      <StateFrame
        tone="red"
        icon={IconAlertTriangle}
        title={title ?? "This could not be loaded"}
        compact={compact ?? false}
        description={
          <>
            {problem.message}
            {problem.requestId ? (
              <Text size="xs" mt="xs">
                Request <Code>{problem.requestId}</Code>
              </Text>
            ) : null}
          </>
        }
        action={
          onRetry ? (
            <Button variant="default" leftSection={<IconRefresh size={15} aria-hidden />} onClick={() => onRetry()}>
              Try again
            </Button>
          ) : null
        }
      />
    </div>
  );
}

/** A place whose content is on its way. `lines` draws a skeleton of text instead of a spinner. */
export function LoadingState({ label = "Loading…", lines }: { label?: string; lines?: number }) {
  if (lines === undefined) {
    return (
      <Group justify="center" py={56} gap="sm" role="status">
        <Loader size="sm" aria-hidden />
        <Text size="sm" c="dimmed">
          {label}
        </Text>
      </Group>
    );
  }
  return (
    <Stack gap="sm" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((key, line) => (
        <Skeleton key={key} height={12} width={`${92 - ((line * 17) % 40)}%`} />
      ))}
    </Stack>
  );
}
