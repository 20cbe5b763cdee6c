"use client";

import { List, SimpleGrid, Text } from "@mantine/core";
import { DateText, SectionCard, StatusBadge } from "@steward/ui";
import { fieldKindLabels } from "../settings/custom-field-dialog.tsx";
import type { TaskImportReview } from "./import-labels.ts";

/** What the tasks are planned by and answer to besides, and what of it the import adds. */
export function ImportPlan({ review: { cycles, fields } }: { review: TaskImportReview }) {
  if (cycles.length === 0 && fields.length === 0) return null;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      {cycles.length > 0 ? (
        <SectionCard title="Cycles">
          <List size="sm" spacing={6} listStyleType="none">
            {cycles.map(({ name, startOn, endOn, isNew }) => (
              <List.Item key={name}>
                {name}{" "}
                <Text span size="xs" c="dimmed">
                  <DateText value={startOn} /> to <DateText value={endOn} />
                </Text>{" "}
                <New isNew={isNew} />
              </List.Item>
            ))}
          </List>
          <Text size="xs" c="dimmed" mt="xs">
            Files rarely say when a sprint began and ended. The days of new cycles are those of their tasks; change them
            under “Cycles”.
          </Text>
        </SectionCard>
      ) : null}
      {fields.length > 0 ? (
        <SectionCard title="Fields of the project">
          <List size="sm" spacing={6} listStyleType="none">
            {fields.map(({ name, kind, isNew }) => (
              <List.Item key={name}>
                {name}{" "}
                <Text span size="xs" c="dimmed">
                  {fieldKindLabels[kind]}
                </Text>{" "}
                <New isNew={isNew} />
              </List.Item>
            ))}
          </List>
        </SectionCard>
      ) : null}
    </SimpleGrid>
  );
}

function New({ isNew }: { isNew: boolean }) {
  return isNew ? <StatusBadge tone="accent">New</StatusBadge> : null;
}
