"use client";

import { Box, Button, Group, Text } from "@mantine/core";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import type { StatusItem } from "@steward/contracts/projects/status";
import { SectionCard, StatusBadge } from "@steward/ui";
import { SortableList } from "@steward/ui/board";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { kindLabels, kindTones } from "../task/kinds.ts";
import { ItemMenu } from "./item-menu.tsx";
import { RemoveStatusDialog } from "./remove-status-dialog.tsx";
import { StatusDialog } from "./status-dialog.tsx";

type Asked = { what: "add" } | { what: "edit" | "remove"; status: StatusItem };

/** The columns that tasks of a project move through, in order. */
export function WorkflowCard({ project }: { project: ProjectDetail }) {
  const utils = trpc.useUtils();
  const [asked, setAsked] = useState<Asked>();
  const reorder = trpc.projects.status.reorder.useMutation({ onSuccess: () => utils.projects.invalidate() });
  const close = () => setAsked(undefined);
  const { id: projectId, statuses } = project;
  return (
    <SectionCard title="Workflow">
      <SortableList
        label="Statuses"
        items={statuses}
        itemLabel={({ name }) => name}
        onReorder={(ids) => reorder.mutateAsync({ projectId, ids })}
        renderItem={(status) => (
          <Group wrap="nowrap" gap="sm">
            <Group flex={1} gap="sm" style={{ rowGap: 2 }}>
              <Text size="sm" fw={500} flex="1 0 9rem" truncate>
                {status.name}
              </Text>
              <Text size="sm" c="dimmed">
                {status.wipLimit === null ? "" : `At most ${status.wipLimit}`}
              </Text>
              <Box w={116}>
                <StatusBadge tone={kindTones[status.kind]}>{kindLabels[status.kind]}</StatusBadge>
              </Box>
            </Group>
            <ItemMenu
              name={status.name}
              onEdit={() => setAsked({ what: "edit", status })}
              onRemove={statuses.length > 1 ? () => setAsked({ what: "remove", status }) : undefined}
            />
          </Group>
        )}
      />
      <Button
        mt="sm"
        size="xs"
        style={{ alignSelf: "flex-start" }}
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setAsked({ what: "add" })}
      >
        Add status
      </Button>
      {asked?.what === "add" ? <StatusDialog projectId={projectId} onClose={close} /> : null}
      {asked?.what === "edit" ? <StatusDialog projectId={projectId} status={asked.status} onClose={close} /> : null}
      {asked?.what === "remove" ? (
        <RemoveStatusDialog projectId={projectId} statuses={statuses} status={asked.status} onClose={close} />
      ) : null}
    </SectionCard>
  );
}
