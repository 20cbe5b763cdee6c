"use client";

import { Anchor, Box, Group, Stack, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import type { TaskItem } from "@steward/contracts/projects/task";
import Link from "next/link";
import { PersonStack } from "../part/person-stack.tsx";
import { DueText, PriorityMark, TaskStatusBadge } from "./task-words.tsx";

interface TaskLinesProps {
  tasks: readonly TaskItem[];
  /** Names the project: where tasks of several stand together. */
  withProject?: boolean;
}

export const taskPath = (task: { project: { id: string }; number: number }): string =>
  `/projects/${task.project.id}/tasks/${task.number}`;

/** Tasks below each other, each on a line. */
export function TaskLines({ tasks, withProject = false }: TaskLinesProps) {
  const href = useHref();
  return (
    <Stack gap={0} component="ul" p={0} m={0} style={{ listStyle: "none" }}>
      {tasks.map((task) => (
        <Group
          key={task.id}
          component="li"
          gap="sm"
          py={7}
          style={{ borderTop: "1px solid var(--mantine-color-default-border)", rowGap: 4 }}
        >
          <Box w={16} display="flex">
            <PriorityMark priority={task.priority} />
          </Box>
          <Text size="xs" c="dimmed" miw={64} style={{ fontVariantNumeric: "tabular-nums" }}>
            {task.key}
          </Text>
          <Anchor
            component={Link}
            href={href(taskPath(task))}
            size="sm"
            c="inherit"
            flex="1 1 12rem"
            miw={0}
            lineClamp={2}
          >
            {task.title}
          </Anchor>
          {withProject ? (
            <Text size="xs" c="dimmed" maw={180} truncate>
              {task.project.name}
            </Text>
          ) : null}
          {task.dueOn ? (
            <Text size="xs" component="span" c="dimmed" ta="right">
              <DueText dueOn={task.dueOn} closed={task.closedAt !== null} />
            </Text>
          ) : null}
          {withProject ? null : (
            <Box w={66} display="flex">
              {task.assignees.length > 0 ? <PersonStack people={task.assignees} most={2} /> : null}
            </Box>
          )}
          <Box miw={96} display="flex">
            <TaskStatusBadge status={task.status} />
          </Box>
        </Group>
      ))}
    </Stack>
  );
}
