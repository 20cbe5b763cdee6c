"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { SectionCard } from "@steward/ui";
import { IconArchive, IconArchiveOff, IconTrash } from "@tabler/icons-react";
import { useMay } from "../../shell/use-tenant.ts";
import { useSetStatus } from "../project/project-status-menu.tsx";
import { useConfirmedRemoval } from "../project/use-confirmed-removal.ts";

/** Puts a project away, or removes it. */
export function EndingCard({ project }: { project: ProjectDetail }) {
  const may = useMay();
  const setStatus = useSetStatus(project);
  const remove = useConfirmedRemoval(project);
  const isArchived = project.status === "archived";
  return (
    <SectionCard title="Put away">
      <Stack gap="sm">
        <Text size="sm">
          {isArchived
            ? "This project is archived: it is left out of lists, and nothing in it can be changed."
            : "An archived project is left out of lists, and nothing in it can be changed until it is brought back."}
        </Text>
        <Group gap="xs">
          {isArchived ? (
            <Button
              variant="default"
              leftSection={<IconArchiveOff size={15} aria-hidden />}
              onClick={() => setStatus("active")}
            >
              Bring back
            </Button>
          ) : (
            <Button
              variant="default"
              leftSection={<IconArchive size={15} aria-hidden />}
              onClick={() => setStatus("archived")}
            >
              Archive
            </Button>
          )}
          {may("projects.project.remove") ? (
            <Button variant="light" color="red" leftSection={<IconTrash size={15} aria-hidden />} onClick={remove}>
              Delete project
            </Button>
          ) : null}
        </Group>
      </Stack>
    </SectionCard>
  );
}
