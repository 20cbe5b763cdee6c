"use client";

import { Button, Drawer, Group, Stack, Switch, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import type { ConversationItem } from "@steward/contracts/messaging/conversation";
import { confirmAction, notifyError, notifySuccess } from "@steward/ui";
import { IconArchive, IconArchiveOff, IconEyeOff, IconLogout, IconPencil } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FilesPanel } from "../../files/file/files-panel.tsx";
import { trpc } from "../../trpc/client.tsx";
import { useMayHere } from "../frame/use-own-hands.ts";
import { ConversationMembers } from "./conversation-members.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { runs } from "./runs.ts";
import { useOwnState } from "./use-own-state.ts";

interface ConversationDetailsProps {
  conversation: ConversationItem;
  onClose: () => void;
}

/** Everything about a conversation but what is said in it: its people, its name, what the reader wants of it. */
export function ConversationDetails({ conversation, onClose }: ConversationDetailsProps) {
  const { id, kind, title, topic, role, isMuted, isStarred, archivedAt } = conversation;
  const may = useMayHere();
  const { update } = useOwnState(id);
  const [isRenaming, setRenaming] = useState(false);
  const mayRun = kind !== "direct" && runs(conversation, may);
  return (
    <Drawer opened onClose={onClose} title={title}>
      <Stack gap="lg">
        {topic ? <Text size="sm">{topic}</Text> : null}
        {role ? (
          <Switch
            label="Star"
            description="Keeps it at the top of your conversations"
            checked={isStarred}
            onChange={({ currentTarget }) => update({ isStarred: currentTarget.checked })}
          />
        ) : null}
        {role ? (
          <Switch
            label="Mute"
            description="Nothing but a mention of you asks for your attention"
            checked={isMuted}
            onChange={({ currentTarget }) => update({ isMuted: currentTarget.checked })}
          />
        ) : null}
        <ConversationMembers conversation={conversation} runs={mayRun} />
        <FilesPanel target={{ address: "messaging.conversation", entityId: id }} canWrite={false} />
        <Group gap="xs">
          {mayRun ? (
            <Button
              variant="default"
              leftSection={<IconPencil size={15} aria-hidden />}
              onClick={() => setRenaming(true)}
            >
              Name and topic
            </Button>
          ) : null}
          {mayRun ? <ArchiveButton id={id} isArchived={archivedAt !== null} /> : null}
          {role ? <LeaveButton conversation={conversation} onLeft={onClose} /> : null}
        </Group>
      </Stack>
      {isRenaming ? <RenameDialog conversation={conversation} onClose={() => setRenaming(false)} /> : null}
    </Drawer>
  );
}

function ArchiveButton({ id, isArchived }: { id: string; isArchived: boolean }) {
  const utils = trpc.useUtils();
  const options = { onSuccess: () => utils.messaging.conversation.invalidate(), onError: notifyError };
  const archive = trpc.messaging.conversation.archive.useMutation(options);
  const unarchive = trpc.messaging.conversation.unarchive.useMutation(options);
  return isArchived ? (
    <Button
      variant="default"
      leftSection={<IconArchiveOff size={15} aria-hidden />}
      loading={unarchive.isPending}
      onClick={() => unarchive.mutate({ id })}
    >
      Bring back
    </Button>
  ) : (
    <Button
      variant="default"
      leftSection={<IconArchive size={15} aria-hidden />}
      loading={archive.isPending}
      onClick={() =>
        archive.mutate(
          { id },
          { onSuccess: () => notifySuccess("Archived", { undo: () => unarchive.mutateAsync({ id }) }) },
        )
      }
    >
      Archive
    </Button>
  );
}

/** A direct conversation cannot be left; it can be put out of sight until somebody writes in it. */
function LeaveButton({
  conversation: { id, kind, title },
  onLeft,
}: {
  conversation: ConversationItem;
  onLeft: () => void;
}) {
  const href = useHref();
  const router = useRouter();
  const utils = trpc.useUtils();
  const { update } = useOwnState(id);
  const leave = trpc.messaging.conversation.leave.useMutation();
  const go = () => {
    onLeft();
    router.push(href("/messaging"));
  };
  if (kind === "direct") {
    return (
      <Button
        variant="default"
        leftSection={<IconEyeOff size={15} aria-hidden />}
        onClick={() => {
          update({ isHidden: true });
          go();
        }}
      >
        Hide
      </Button>
    );
  }
  return (
    <Button
      variant="light"
      color="red"
      leftSection={<IconLogout size={15} aria-hidden />}
      onClick={() =>
        confirmAction({
          title: `Leave ${title}?`,
          message: "You will not be told any more of what is said here.",
          confirmLabel: "Leave",
          onConfirm: async () => {
            await leave.mutateAsync({ id });
            await utils.messaging.conversation.list.invalidate();
            go();
          },
        })
      }
    >
      Leave
    </Button>
  );
}
