"use client";

import { ActionIcon, Drawer, Group } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useHref } from "@steward/client";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { IconArrowsDiagonal } from "@tabler/icons-react";
import Link from "next/link";
import { TaskLoader } from "./task-loader.tsx";
import { TaskView } from "./task-view.tsx";
import type { useTaskPanel } from "./use-task-panel.ts";

interface TaskPanelProps {
  project: ProjectDetail;
  panel: ReturnType<typeof useTaskPanel>;
}

/** A task beside the list that it was opened from. */
export function TaskPanel({ project, panel }: TaskPanelProps) {
  const { number, close } = panel;
  const href = useHref();
  const narrow = useMediaQuery("(max-width: 48em)") ?? false;
  if (number === undefined) return null;
  const key = `${project.key}-${number}`;
  return (
    <Drawer
      opened
      onClose={close}
      size={narrow ? "100%" : 720}
      title={
        <Group gap={6}>
          {key}
          <ActionIcon
            component={Link}
            href={href(`/projects/${project.id}/tasks/${number}`)}
            variant="subtle"
            color="gray"
            aria-label={`Open ${key} on its own page`}
          >
            <IconArrowsDiagonal size={15} aria-hidden />
          </ActionIcon>
        </Group>
      }
    >
      <TaskLoader projectId={project.id} number={number}>
        {(task) => <TaskView key={task.id} task={task} project={project} onGone={close} />}
      </TaskLoader>
    </Drawer>
  );
}
