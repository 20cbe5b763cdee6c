"use client";

import { ActionIcon, Text, Title } from "@mantine/core";
import type { ConversationItem } from "@steward/contracts/messaging/conversation";
import type { MessageItem } from "@steward/contracts/messaging/message";
import { ErrorState, LoadingState, notifyError } from "@steward/ui";
import { IconBell, IconBellOff, IconX } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTenant } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { Composer } from "../composer/composer.tsx";
import type { RichEditorHandle } from "../composer/rich-editor.tsx";
import { useFindMembers } from "../composer/use-find-members.ts";
import classes from "../conversation/conversation.module.css";
import { runs } from "../conversation/runs.ts";
import { TypingLine } from "../conversation/typing-line.tsx";
import { useNames } from "../conversation/use-names.ts";
import { useMayHere } from "../frame/use-own-hands.ts";
import { HistoryDialog } from "../message/history-dialog.tsx";
import { MessageList } from "../message/message-list.tsx";
import { useMessageDeeds } from "../message/use-message-deeds.ts";
import { useMessageWindow } from "../message/use-message-window.ts";
import { useWatchPresence } from "../presence/use-presence.ts";
import { ThreadRoot } from "./thread-root.tsx";

interface ThreadPanelProps {
  rootId: string;
  conversation: ConversationItem;
  mayWrite: boolean;
  onClose: () => void;
}

/** What was replied to one message, beside the conversation it stands in. */
export function ThreadPanel({ rootId, conversation, mayWrite, onClose }: ThreadPanelProps) {
  const { id, kind, title, people, role } = conversation;
  const may = useMayHere();
  const { member } = useTenant();
  const utils = trpc.useUtils();
  const talk = { conversationId: id, threadRootId: rootId };
  const thread = trpc.messaging.thread.byId.useQuery({ id: rootId });
  const { window, state } = useMessageWindow(talk, null);
  const [jumpedTo, setJumpedTo] = useState<number | null>(null);
  const field = useRef<RichEditorHandle>(null);
  const [editedId, setEditedId] = useState<string | null>(null);
  const [answered, setAnswered] = useState<MessageItem | null>(null);
  const [history, setHistory] = useState<MessageItem | null>(null);
  const findMembers = useFindMembers(id, kind !== "direct");
  const nameOf = useNames(state.items, people);
  useWatchPresence(state.items.map(({ author }) => author.memberId));
  const follow = trpc.messaging.thread.follow.useMutation({
    onSuccess: () => utils.messaging.thread.invalidate(),
    onError: notifyError,
  });
  const deeds = useMessageDeeds(window, {
    mayWrite,
    mayRemoveOthers: runs(conversation, may),
    edit: ({ id: messageId }, on) => setEditedId((now) => (on ? messageId : now === messageId ? null : now)),
    write: () => field.current?.focus(),
    answer: setAnswered,
    showHistory: setHistory,
    jumpTo: (seq) => {
      setJumpedTo(seq);
      void window.open({ around: seq });
    },
    findMembers,
  });
  const markRead = (seq: number) => {
    if (role === null || !thread.data || seq <= thread.data.lastReadSeq) return;
    // Told again with the next reply.
    utils.client.messaging.thread.markRead.mutate({ id: rootId, seq }).catch(() => {});
  };
  const editLast = () => {
    const own = state.items.findLast(({ author, removedAt }) => author.memberId === member.id && !removedAt);
    // Drawn before the next key: what is typed after ArrowUp belongs to the message that is changed.
    if (own) flushSync(() => setEditedId(own.id));
    return own !== undefined;
  };
  const isFollowed = thread.data?.isFollowed ?? false;
  const FollowIcon = isFollowed ? IconBellOff : IconBell;
  return (
    <section className={classes.threadPanel} aria-label="Thread">
      <header className={classes.header}>
        <div className={classes.headerText}>
          <Title order={2} size="h4">
            Thread
          </Title>
          <Text size="xs" c="dimmed" truncate>
            {title}
          </Text>
        </div>
        {role === null ? null : (
          <ActionIcon
            aria-label={isFollowed ? "Stop following" : "Follow"}
            title={isFollowed ? "Stop following" : "Follow"}
            loading={follow.isPending}
            onClick={() => follow.mutate({ id: rootId, on: !isFollowed })}
          >
            <FollowIcon size={17} stroke={1.7} aria-hidden />
          </ActionIcon>
        )}
        <ActionIcon size="lg" aria-label="Close thread" onClick={onClose}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </header>
      {thread.isPending ? <LoadingState lines={2} label="Loading the thread" /> : null}
      {thread.isError ? <ErrorState compact error={thread.error} onRetry={thread.refetch} /> : null}
      <MessageList
        talk={talk}
        window={window}
        state={state}
        deeds={deeds}
        editedId={editedId}
        highlightedSeq={jumpedTo}
        seenSeq={null}
        reading={null}
        onSeen={markRead}
        beginning={thread.data ? <ThreadRoot message={thread.data.root} /> : null}
        label="Replies"
      />
      <div className={classes.foot}>
        {mayWrite ? (
          <Composer
            talk={talk}
            field={field}
            label="Reply"
            answered={answered}
            onAnswered={() => setAnswered(null)}
            onEditLast={editLast}
            onSent={() => setJumpedTo(null)}
            onLeave={onClose}
            findMembers={findMembers}
            autoFocus
          />
        ) : null}
        <TypingLine talk={talk} nameOf={nameOf} />
      </div>
      {history ? <HistoryDialog message={history} onClose={() => setHistory(null)} /> : null}
    </section>
  );
}
