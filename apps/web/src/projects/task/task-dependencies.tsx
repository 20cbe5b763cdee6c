"use client";

import { ActionIcon, Anchor, Group, Stack, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import type { TaskDependency } from "@steward/contracts/projects/dependency";
import type { TaskDetail } from "@steward/contracts/projects/task";
import { ErrorState, LoadingState, notifyError, notifySuccess, SectionCard } from "@steward/ui";
import { IconX } from "@tabler/icons-react";
import Link from "next/link";
import { trpc } from "../../trpc/client.tsx";
import { AddDependency } from "./add-dependency.tsx";
import { isEnd } from "./kinds.ts";
import { dependencyWords, TaskStatusBadge } from "./task-words.tsx";

const lagWords = (days: number) => {
  if (days === 0) return "";
  const count = Math.abs(days) === 1 ? "1 working day" : `${Math.abs(days)} working days`;
  return days > 0 ? `, ${count} later` : `, ${count} earlier`;
};

/** What a task waits for, and what waits for it. */
export function TaskDependencies({ task }: { task: TaskDetail }) {
  const query = trpc.projects.dependency.list.useQuery({ taskId: task.id });
  const { work } = task.rights;
  const isEmpty = query.data?.predecessors.length === 0 && query.data.successors.length === 0;
  if (isEmpty && !work) return null;
  return (
    <SectionCard title="Dependencies">
      <Stack gap="sm">
        {query.isPending ? <LoadingState lines={2} label="Loading dependencies" /> : null}
        {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
        <Side title="Waits for" task={task} dependencies={query.data?.predecessors ?? []} waits />
        <Side title="Holds back" task={task} dependencies={query.data?.successors ?? []} />
        {work ? <AddDependency task={task} /> : null}
      </Stack>
    </SectionCard>
  );
}

interface SideProps {
  title: string;
  task: TaskDetail;
  dependencies: readonly TaskDependency[];
  /** The task itself is the one that waits. */
  waits?: boolean;
}

function Side({ title, task, dependencies, waits = false }: SideProps) {
  const href = useHref();
  const remove = useRemoveDependency(task, waits);
  if (dependencies.length === 0) return null;
  return (
    <Stack gap={4} component="section" aria-label={title}>
      <Text size="xs" fw={600} c="dimmed">
        {title}
      </Text>
      {dependencies.map((dependency) => {
        const { id, type, lagDays, task: other } = dependency;
        return (
          <Group key={id} gap="sm" style={{ rowGap: 2 }}>
            <Anchor
              component={Link}
              href={href(`/projects/${task.project.id}/tasks/${other.number}`)}
              size="sm"
              c="inherit"
              flex="1 1 12rem"
              miw={0}
              td={isEnd(other.status.kind) ? "line-through" : undefined}
            >
              {other.key} {other.title}
            </Anchor>
            <Text size="xs" c="dimmed">
              {waits ? dependencyWords[type] : `${other.key} ${dependencyWords[type]}`}
              {lagWords(lagDays)}
            </Text>
            <TaskStatusBadge status={other.status} />
            {task.rights.work ? (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={`Remove the dependency on ${other.key}`}
                onClick={() => remove(dependency)}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            ) : null}
          </Group>
        );
      })}
    </Stack>
  );
}

function useRemoveDependency({ id: taskId }: TaskDetail, waits: boolean) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.projects.invalidate();
  const create = trpc.projects.dependency.create.useMutation({ onSuccess });
  const remove = trpc.projects.dependency.remove.useMutation({ onSuccess, onError: notifyError });
  return ({ id, type, lagDays, task: other }: TaskDependency) => {
    const ends = waits
      ? { predecessorId: other.id, successorId: taskId }
      : { predecessorId: taskId, successorId: other.id };
    remove.mutate(
      { id },
      {
        onSuccess: () =>
          notifySuccess("Dependency removed", { undo: () => create.mutateAsync({ ...ends, type, lagDays }) }),
      },
    );
  };
}
