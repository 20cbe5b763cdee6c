"use client";

import { Button, Text } from "@mantine/core";
import { ErrorState, LoadingState, useLocale } from "@steward/ui";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { type ReactNode, useLayoutEffect, useMemo, useState } from "react";
import { useTenant } from "../../shell/use-tenant.ts";
import type { OutboxEntry } from "../outbox/outbox.ts";
import { Announcer } from "./announcer.tsx";
import classes from "./message.module.css";
import { MessageRow } from "./message-row.tsx";
import { firstNewAbove, goesOn, messageRows, type Reading } from "./message-rows.ts";
import type { MessageWindow, WindowState } from "./message-window.ts";
import { NoticeRow } from "./notice-row.tsx";
import { Separator } from "./separator.tsx";
import { useKeepPlace } from "./use-keep-place.ts";
import type { MessageDeeds } from "./use-message-deeds.ts";
import type { Talk } from "./use-message-window.ts";
import { useNewBelow } from "./use-new-below.ts";
import { useSeen } from "./use-seen.ts";
import { useWaiting } from "./use-waiting.ts";
import { WaitingRow } from "./waiting-row.tsx";

interface MessageListProps {
  talk: Talk;
  window: MessageWindow;
  state: WindowState;
  deeds: MessageDeeds;
  /** The message whose author is changing it. */
  editedId: string | null;
  /** The message that was jumped to. */
  highlightedSeq: number | null;
  /** What the reader had seen when they came; null where nothing is to be marked. */
  seenSeq: number | null;
  /** How far they have read by now; null where that is kept elsewhere. */
  reading: Reading | null;
  /** Told how far the reader has seen, while they are at the end and the window is theirs. */
  onSeen: (seq: number) => void;
  /** Before the very first message. */
  beginning: ReactNode;
  label: string;
}

/** The messages of a conversation or thread: it grows at both ends, keeps its place, and shows what is on its way. */
export function MessageList(props: MessageListProps) {
  const { talk, window, state, deeds, editedId, highlightedSeq, seenSeq, reading, onSeen, beginning, label } = props;
  const { member } = useTenant();
  const { timeZone } = useLocale();
  const [focusedKey, setFocusedKey] = useState<string | null>(null);
  const { items, hasNewer, hasOlder, status, stuck } = state;
  const rows = useMemo(
    () => messageRows(items, { timeZone, seenSeq, memberId: member.id, hasOlder }),
    [items, timeZone, seenSeq, member.id, hasOlder],
  );
  const waiting = useWaiting(talk, window, state);
  const waitingCount = waiting.length;
  const { scroller, isAtEnd, toEnd } = useKeepPlace({
    opening: state.opening,
    ready: status === "ready",
    content: useMemo(() => [rows, waitingCount, editedId], [rows, waitingCount, editedId]),
    target: targetOf(state, highlightedSeq),
    onNearStart: () => stuck === "older" || void window.older(),
    onNearEnd: () => stuck === "newer" || void window.newer(),
  });
  const isAtVeryEnd = isAtEnd && !hasNewer;
  useSeen(state, { isAtEnd }, onSeen);
  const newAfterSeq = firstNewAbove(items, { reading, hasOlder });
  const newBelow = useNewBelow(state, { seenSeq, isAtEnd: isAtVeryEnd });
  // Whoever sends something wants to see it, wherever they were reading.
  const sent = waiting.findLast((entry) => entry.state !== "failed")?.clientId;
  useLayoutEffect(() => {
    if (sent !== undefined) toEnd();
  }, [sent, toEnd]);
  const goesOnHere = ({ writtenAt, replyToId }: OutboxEntry) =>
    goesOn(items.at(-1), { memberId: member.id, at: new Date(writtenAt), isAnswer: replyToId !== null });
  const stop = focusedKey ?? items.findLast(({ notice }) => !notice)?.clientId;
  return (
    <div className={classes.listFrame}>
      <div className={classes.scroller} ref={scroller} aria-busy={status === "loading" || undefined}>
        <div className={classes.content}>
          {status === "loading" ? <Loading /> : null}
          {status === "failed" ? <ErrorState error={state.error} onRetry={() => window.retry()} /> : null}
          {status === "ready" && !hasOlder ? beginning : null}
          {stuck === "older" ? <StuckButton onRetry={() => window.retry()} /> : null}
          <div
            role="feed"
            aria-label={label}
            onFocus={({ target }) => setFocusedKey(target.closest<HTMLElement>("[data-key]")?.dataset.key ?? null)}
          >
            {rows.map((row) =>
              row.kind === "notice" ? (
                <NoticeRow key={row.key} message={row.message} />
              ) : row.kind === "message" ? (
                <MessageRow
                  key={row.key}
                  message={row.message}
                  follows={row.follows}
                  deeds={deeds}
                  isEdited={editedId === row.message.id}
                  isHighlighted={highlightedSeq === row.message.seq}
                  isStop={stop === row.key}
                />
              ) : (
                <Separator key={row.key} row={row} />
              ),
            )}
            {waiting.map((entry, index) => (
              <WaitingRow
                key={entry.clientId}
                entry={entry}
                follows={index > 0 ? entry.replyToId === null : goesOnHere(entry)}
                answered={items.find(({ id }) => id === entry.replyToId)}
              />
            ))}
          </div>
          {stuck === "newer" ? <StuckButton onRetry={() => window.retry()} /> : null}
        </div>
      </div>
      <Announcer items={items} />
      {newAfterSeq !== null && !isAtVeryEnd ? (
        <Button
          className={classes.firstNew}
          size="xs"
          radius="xl"
          variant="default"
          leftSection={<IconArrowUp size={14} aria-hidden />}
          onClick={() => window.open({ around: newAfterSeq })}
        >
          First new message
        </Button>
      ) : null}
      {status === "ready" && !isAtVeryEnd ? (
        <Button
          className={classes.latest}
          size="xs"
          radius="xl"
          variant="default"
          leftSection={<IconArrowDown size={14} aria-hidden />}
          onClick={() => (hasNewer ? void window.open(null).then(toEnd) : toEnd())}
        >
          {newBelow > 0 ? `${newBelow} new` : "Latest"}
        </Button>
      ) : null}
    </div>
  );
}

/** What to show first, as a selector: the message or day that was asked for, or what is new. */
function targetOf({ place, items }: WindowState, highlightedSeq: number | null): string {
  const day = place && "at" in place ? place.at : null;
  const seq = day ? items.find(({ createdAt }) => createdAt >= day)?.seq : highlightedSeq;
  if (seq != null) return `[data-message="${seq}"]`;
  const read = place && "around" in place ? place.around : null;
  const next = read === null ? undefined : items.find((message) => message.seq > read && !message.notice)?.seq;
  return next === undefined ? '[data-row="new"]' : `[data-row="new"], [data-message="${next}"]`;
}

const Loading = () => (
  <div className={classes.loading}>
    <LoadingState lines={8} label="Loading messages" />
  </div>
);

function StuckButton({ onRetry }: { onRetry: () => void }) {
  return (
    <Text size="xs" c="dimmed" ta="center" py="xs" role="alert">
      More could not be loaded.{" "}
      <Button size="compact-xs" variant="subtle" onClick={onRetry}>
        Try again
      </Button>
    </Text>
  );
}
