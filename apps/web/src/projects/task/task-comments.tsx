"use client";

import { Button, Stack, Text } from "@mantine/core";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import type { TaskDetail } from "@steward/contracts/projects/task";
import { ErrorState, LoadingState, notifyError } from "@steward/ui";
import { useRef } from "react";
import { RichEditor, type RichEditorHandle } from "../../messaging/composer/rich-editor.tsx";
import { trpc } from "../../trpc/client.tsx";
import { useFindPeople } from "../part/use-find-people.ts";
import { TaskComment } from "./task-comment.tsx";

interface TaskCommentsProps {
  task: TaskDetail;
  project: ProjectDetail;
}

/** What people say about a task, oldest first, and the place to say something. */
export function TaskComments({ task, project }: TaskCommentsProps) {
  const query = trpc.projects.comment.list.useInfiniteQuery(
    { taskId: task.id, limit: 50 },
    { getNextPageParam: (page) => page.nextCursor },
  );
  const comments = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack gap="md">
      {query.isPending ? <LoadingState lines={3} label="Loading comments" /> : null}
      {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
      {query.isSuccess && comments.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nobody has said anything yet.
        </Text>
      ) : null}
      {comments.map((comment) => (
        <TaskComment key={comment.id} comment={comment} project={project} />
      ))}
      {query.hasNextPage ? (
        <Button variant="subtle" size="compact-sm" loading={query.isFetching} onClick={() => query.fetchNextPage()}>
          Show newer comments
        </Button>
      ) : null}
      {task.rights.comment ? <NewComment task={task} project={project} /> : null}
    </Stack>
  );
}

function NewComment({ task, project }: TaskCommentsProps) {
  const editor = useRef<RichEditorHandle>(null);
  const utils = trpc.useUtils();
  const findMembers = useFindPeople(project);
  const create = trpc.projects.comment.create.useMutation({
    onSuccess: () => utils.projects.invalidate(),
  });
  return (
    <RichEditor
      ref={editor}
      label="Write a comment"
      initial={null}
      submitLabel="Comment"
      enterSends={false}
      busy={create.isPending}
      findMembers={findMembers}
      onSubmit={(content) => {
        if (create.isPending || content.content.length === 0) return false;
        create.mutateAsync({ taskId: task.id, content }).catch((error: unknown) => {
          editor.current?.set(content);
          notifyError(error);
        });
        return true;
      }}
    />
  );
}
