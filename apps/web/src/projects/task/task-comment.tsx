"use client";

import { ActionIcon, Button, Group, Menu, Stack, Text } from "@mantine/core";
import type { CommentItem } from "@steward/contracts/projects/comment";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { Avatar, notifyError, notifySuccess, RelativeTime } from "@steward/ui";
import { IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { RichEditor } from "../../messaging/composer/rich-editor.tsx";
import { trpc } from "../../trpc/client.tsx";
import { RichContent } from "../part/rich-content.tsx";
import { useFindPeople } from "../part/use-find-people.ts";

interface TaskCommentProps {
  comment: CommentItem;
  project: ProjectDetail;
}

/** What somebody said about a task. */
export function TaskComment({ comment, project }: TaskCommentProps) {
  const [editing, setEditing] = useState(false);
  const { author, content, createdAt, editedAt, isMine } = comment;
  return (
    <Group component="article" aria-label={`Comment by ${author.name}`} gap="sm" wrap="nowrap" align="flex-start">
      <Avatar name={author.name} size={28} />
      <Stack gap={2} flex={1} miw={0}>
        <Group gap={8} wrap="nowrap">
          <Text size="sm" fw={600} truncate>
            {author.name}
          </Text>
          <Text size="xs" c="dimmed" component="span">
            <RelativeTime value={createdAt} />
            {editedAt ? " · edited" : ""}
          </Text>
          {isMine && !editing ? <CommentMenu comment={comment} onEdit={() => setEditing(true)} /> : null}
        </Group>
        {editing ? (
          <CommentEditor comment={comment} project={project} onClose={() => setEditing(false)} />
        ) : (
          <RichContent content={content} />
        )}
      </Stack>
    </Group>
  );
}

function CommentMenu({ comment: { id }, onEdit }: { comment: CommentItem; onEdit: () => void }) {
  const utils = trpc.useUtils();
  const options = { onError: notifyError, onSuccess: () => utils.projects.invalidate() };
  const restore = trpc.projects.comment.restore.useMutation(options);
  const remove = trpc.projects.comment.remove.useMutation(options);
  const takeAway = () =>
    remove.mutate(
      { id },
      { onSuccess: () => notifySuccess("Comment deleted", { undo: () => restore.mutateAsync({ id }) }) },
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" ml="auto" aria-label="Actions for your comment">
          <IconDots size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={onEdit}>
          Edit
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={15} aria-hidden />} onClick={takeAway}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function CommentEditor({ comment, project, onClose }: TaskCommentProps & { onClose: () => void }) {
  const utils = trpc.useUtils();
  const findMembers = useFindPeople(project);
  const update = trpc.projects.comment.update.useMutation({
    onError: notifyError,
    onSuccess: async () => {
      await utils.projects.comment.invalidate();
      onClose();
    },
  });
  return (
    <RichEditor
      label="Edit comment"
      initial={comment.content}
      autoFocus
      enterSends={false}
      submitLabel="Save"
      busy={update.isPending}
      findMembers={findMembers}
      onSubmit={(content) => {
        update.mutate({ id: comment.id, content });
        return false;
      }}
      onCancel={() => {
        onClose();
        return true;
      }}
      tools={
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onClose}>
          Cancel
        </Button>
      }
    />
  );
}
