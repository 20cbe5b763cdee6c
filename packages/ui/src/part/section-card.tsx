"use client";

import { Card, Group, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

interface SectionCardProps {
  title: string;
  count?: number | undefined;
  action?: ReactNode;
  children: ReactNode;
}

/** One matter of a record's page. */
export function SectionCard({ title, count, action, children }: SectionCardProps) {
  const id = useId();
  return (
    <Card withBorder padding="md" radius="md" component="section" aria-labelledby={id}>
      <Group justify="space-between" wrap="nowrap" mb="sm" mih={28}>
        <Title order={2} size="h4" id={id}>
          {title}
          {count === undefined ? null : (
            <Text span inherit c="dimmed" fw={400} ml={6}>
              {count}
            </Text>
          )}
        </Title>
        {action}
      </Group>
      {children}
    </Card>
  );
}
