"use client";

import { Button, Tooltip } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { IconPlus } from "@tabler/icons-react";
import { NewTaskDialog } from "./new-task-dialog.tsx";

/** Adds a task, by press or by the key C. */
export function NewTaskButton({ project, dueOn }: { project: ProjectDetail; dueOn?: string }) {
  const [opened, { open, close }] = useDisclosure(false);
  const canWork = project.rights.work;
  useHotkeys([["c", () => (canWork ? open() : undefined)]]);
  if (!canWork) return null;
  return (
    <>
      <Tooltip label="C">
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open} aria-keyshortcuts="c">
          New task
        </Button>
      </Tooltip>
      {opened ? <NewTaskDialog project={project} onClose={close} {...(dueOn ? { dueOn } : {})} /> : null}
    </>
  );
}
