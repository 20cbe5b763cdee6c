"use client";

import { ActionIcon, Anchor, Button, Group, Menu, Stack, Text, Title } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useHref } from "@steward/client";
import type { TaskDetail } from "@steward/contracts/projects/task";
import { notifyError, notifySuccess } from "@steward/ui";
import { IconDots, IconEye, IconEyeOff, IconLink, IconTrash } from "@tabler/icons-react";
import Link from "next/link";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { taskPath } from "./task-lines.tsx";
import { TaskTitle } from "./task-title.tsx";
import { useRemoveTasks } from "./use-task-bulk.tsx";

interface TaskHeadProps {
  task: TaskDetail;
  isPage: boolean;
  onGone: () => void;
}

/** What a task is called and a part of, and what is rarely done with it. */
export function TaskHead({ task, isPage, onGone }: TaskHeadProps) {
  const href = useHref();
  const { project, parent, recurredFrom } = task;
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" c="dimmed" component="div">
          <Anchor component={Link} inherit href={href(`/projects/${project.id}/tasks`)}>
            {project.name}
          </Anchor>
          {parent ? (
            <>
              {" · part of "}
              <Anchor component={Link} inherit href={href(`/projects/${project.id}/tasks/${numberOf(parent.key)}`)}>
                {parent.key} {parent.title}
              </Anchor>
            </>
          ) : null}
          {isPage ? ` · ${task.key}` : null}
          {recurredFrom ? ` · follows ${recurredFrom.key}` : null}
        </Text>
        <Group gap={6} wrap="nowrap">
          <WatchButton task={task} />
          <TaskMenu task={task} onGone={onGone} />
        </Group>
      </Group>
      {task.rights.work ? (
        <TaskTitle task={task} isHeading={isPage} />
      ) : (
        <Title order={isPage ? 1 : 2} size="h2">
          {task.title}
        </Title>
      )}
    </Stack>
  );
}

/** The 142 of `ACME-142`. */
const numberOf = (key: string) => key.slice(key.lastIndexOf("-") + 1);

function WatchButton({ task: { id, isWatching, watchers } }: { task: TaskDetail }) {
  const utils = trpc.useUtils();
  const options = { onError: notifyError, onSuccess: () => utils.projects.task.byId.invalidate() };
  const watch = trpc.projects.task.watch.useMutation(options);
  const unwatch = trpc.projects.task.unwatch.useMutation(options);
  const names = watchers.map(({ name }) => name).join(", ");
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-pressed={isWatching}
      title={names ? `Watched by ${names}` : "Nobody watches it"}
      leftSection={isWatching ? <IconEyeOff size={14} aria-hidden /> : <IconEye size={14} aria-hidden />}
      loading={watch.isPending || unwatch.isPending}
      onClick={() => (isWatching ? unwatch : watch).mutate({ id })}
    >
      {isWatching ? "Unwatch" : "Watch"}
      {watchers.length > 0 ? ` · ${watchers.length}` : ""}
    </Button>
  );
}

function TaskMenu({ task, onGone }: { task: TaskDetail; onGone: () => void }) {
  const may = useMay();
  const href = useHref();
  const clipboard = useClipboard();
  const remove = useRemoveTasks();
  const copyLink = () => {
    clipboard.copy(new URL(href(taskPath(task)), window.location.href).href);
    notifySuccess("Link copied");
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label="More actions for the task">
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLink size={15} aria-hidden />} onClick={copyLink}>
          Copy link
        </Menu.Item>
        {task.rights.work && may("projects.task.remove") ? (
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => void remove([task.id]).then(onGone, notifyError)}
          >
            Delete
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
