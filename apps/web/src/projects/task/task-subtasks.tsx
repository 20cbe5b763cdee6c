"use client";

import { Anchor, Group, Stack, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import type { TaskDetail } from "@steward/contracts/projects/task";
import { SectionCard } from "@steward/ui";
import Link from "next/link";
import { isEnd } from "./kinds.ts";
import { QuickAdd } from "./quick-add.tsx";
import { TaskStatusBadge } from "./task-words.tsx";

/** What a task is made up of. */
export function TaskSubtasks({ task, project }: { task: TaskDetail; project: ProjectDetail }) {
  const href = useHref();
  const { subtasks, rights } = task;
  if (subtasks.length === 0 && !rights.work) return null;
  const done = subtasks.filter(({ status }) => isEnd(status.kind)).length;
  return (
    <SectionCard
      title="Subtasks"
      action={
        subtasks.length > 0 ? (
          <Text size="sm" c="dimmed">
            {done} of {subtasks.length} done
          </Text>
        ) : null
      }
    >
      <Stack gap={6} component="ul" p={0} m={0} mb={subtasks.length > 0 ? "sm" : 0} style={{ listStyle: "none" }}>
        {subtasks.map(({ id, key, number, title, status }) => (
          <Group key={id} component="li" gap="sm" wrap="nowrap">
            <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
              {key}
            </Text>
            <Anchor
              component={Link}
              href={href(`/projects/${project.id}/tasks/${number}`)}
              size="sm"
              c="inherit"
              flex={1}
              miw={0}
              td={isEnd(status.kind) ? "line-through" : undefined}
            >
              {title}
            </Anchor>
            <TaskStatusBadge status={status} />
          </Group>
        ))}
      </Stack>
      {rights.work ? <QuickAdd project={project} parentId={task.id} label="Add a subtask" /> : null}
    </SectionCard>
  );
}
