"use client";

import { useHref } from "@steward/client";
import type { ConversationItem } from "@steward/contracts/messaging/conversation";
import type { MessageItem } from "@steward/contracts/messaging/message";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTenant } from "../../shell/use-tenant.ts";
import { Composer } from "../composer/composer.tsx";
import type { RichEditorHandle } from "../composer/rich-editor.tsx";
import { useFindMembers } from "../composer/use-find-members.ts";
import { useMayHere } from "../frame/use-own-hands.ts";
import { HistoryDialog } from "../message/history-dialog.tsx";
import { MessageList } from "../message/message-list.tsx";
import { type Place, pageSize } from "../message/message-window.ts";
import { useMessageDeeds } from "../message/use-message-deeds.ts";
import { useMessageWindow } from "../message/use-message-window.ts";
import { useWatchPresence } from "../presence/use-presence.ts";
import { ThreadPanel } from "../thread/thread-panel.tsx";
import classes from "./conversation.module.css";
import { ConversationBeginning } from "./conversation-beginning.tsx";
import { ConversationHeader } from "./conversation-header.tsx";
import { JoinBar } from "./join-bar.tsx";
import { runs } from "./runs.ts";
import { TypingLine } from "./typing-line.tsx";
import { useMarkRead } from "./use-mark-read.ts";
import { useNames } from "./use-names.ts";

interface ConversationViewProps {
  conversation: ConversationItem;
  at: number | null;
  thread: string | null;
}

/** Where to begin: at what a link names, at what is new where that is far up, or at the end. */
function firstPlace({ unreadCount, lastReadSeq }: ConversationItem, at: number | null): Place {
  if (at !== null) return { around: at };
  return unreadCount >= pageSize ? { around: lastReadSeq } : null;
}

/** The messages, the field below them and, beside them, a thread. */
export function ConversationView({ conversation, at, thread }: ConversationViewProps) {
  const { id, kind, people, role, title, archivedAt } = conversation;
  const may = useMayHere();
  const href = useHref();
  const { member } = useTenant();
  const talk = { conversationId: id };
  // What was new when the reader came stays marked while they are here.
  const [arrival, setArrival] = useState({
    seenSeq: role && conversation.unreadCount > 0 ? conversation.lastReadSeq : null,
    place: firstPlace(conversation, at),
  });
  const { window, state } = useMessageWindow(talk, at === null ? arrival.place : { around: at });
  const [jumpedTo, setJumpedTo] = useState<number | null>(null);
  const field = useRef<RichEditorHandle>(null);
  const [editedId, setEditedId] = useState<string | null>(null);
  const [answered, setAnswered] = useState<MessageItem | null>(null);
  const [history, setHistory] = useState<MessageItem | null>(null);
  const findMembers = useFindMembers(id, kind !== "direct");
  const { markRead, markUnread } = useMarkRead(conversation);
  const nameOf = useNames(state.items, people);
  useWatchPresence([...people.map(({ memberId }) => memberId), ...state.items.map(({ author }) => author.memberId)]);
  const mayWrite = role !== null && !archivedAt && may("messaging.message.write");

  const jumpTo = (seq: number) => {
    setJumpedTo(seq);
    void window.open({ around: seq });
  };
  // By the browser's history, which Next follows: it opens at once, and Back closes it.
  const showThread = (root: string | null) =>
    globalThis.history.pushState(null, "", href(`/messaging/${id}${root ? `?thread=${root}` : ""}`));
  const deeds = useMessageDeeds(window, {
    mayWrite,
    mayRemoveOthers: runs(conversation, may),
    edit: ({ id: messageId }, on) => setEditedId((now) => (on ? messageId : now === messageId ? null : now)),
    write: () => field.current?.focus(),
    answer: setAnswered,
    showHistory: setHistory,
    jumpTo,
    openThread: (message) => showThread(message.id),
    markUnread:
      role === null
        ? undefined
        : ({ seq }) => {
            setArrival({ ...arrival, seenSeq: seq - 1 });
            void markUnread(seq);
          },
    findMembers,
  });
  const editLast = () => {
    const own = state.items.findLast(({ author, content }) => author.memberId === member.id && content);
    // Drawn before the next key: what is typed after ArrowUp belongs to the message that is changed.
    if (own) flushSync(() => setEditedId(own.id));
    return own !== undefined;
  };
  return (
    <div className={classes.columns} data-thread={thread ? true : undefined}>
      <div className={classes.main}>
        <ConversationHeader
          conversation={conversation}
          onJump={jumpTo}
          onJumpToDay={(day) => {
            setJumpedTo(null);
            void window.open({ at: day });
          }}
        />
        <MessageList
          talk={talk}
          window={window}
          state={state}
          deeds={deeds}
          editedId={editedId}
          highlightedSeq={jumpedTo ?? at}
          seenSeq={arrival.seenSeq}
          reading={role && conversation}
          onSeen={markRead}
          beginning={<ConversationBeginning conversation={conversation} />}
          label={`Messages of ${title}`}
        />
        <div className={classes.foot}>
          {mayWrite ? (
            <Composer
              talk={talk}
              field={field}
              label={kind === "channel" ? `Message #${title}` : `Message ${title}`}
              answered={answered}
              onAnswered={() => setAnswered(null)}
              onEditLast={editLast}
              onSent={() => {
                setJumpedTo(null);
                if (state.hasNewer) void window.open(null);
              }}
              findMembers={findMembers}
              autoFocus={!thread}
            />
          ) : (
            <JoinBar conversation={conversation} />
          )}
          <TypingLine talk={talk} nameOf={nameOf} />
        </div>
      </div>
      {thread ? (
        <ThreadPanel
          key={thread}
          rootId={thread}
          conversation={conversation}
          mayWrite={mayWrite}
          onClose={() => showThread(null)}
        />
      ) : null}
      {history ? <HistoryDialog message={history} onClose={() => setHistory(null)} /> : null}
    </div>
  );
}
