"use client";

import { Button, Text } from "@mantine/core";
import { ErrorState, LoadingState, useLocale } from "@steward/ui";
import { IconArrowDown } from "@tabler/icons-react";
import { type ReactNode, useMemo, useState } from "react";
import { useTenant } from "../../shell/use-tenant.ts";
import { Announcer } from "./announcer.tsx";
import classes from "./message.module.css";
import { MessageRow } from "./message-row.tsx";
import { messageRows } from "./message-rows.ts";
import type { MessageWindow, WindowState } from "./message-window.ts";
import { NoticeRow } from "./notice-row.tsx";
import { Separator } from "./separator.tsx";
import { useKeepPlace } from "./use-keep-place.ts";
import type { MessageDeeds } from "./use-message-deeds.ts";
import type { Talk } from "./use-message-window.ts";
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
  /** Told how far the reader has seen, while they are at the end and the window is theirs. */
  onSeen: (seq: number) => void;
  /** Before the very first message. */
  beginning: ReactNode;
  label: string;
}

/** The messages of a conversation or thread: it grows at both ends, keeps its place, and shows what is on its way. */
export function MessageList(props: MessageListProps) {
  const { talk, window, state, deeds, editedId, highlightedSeq, seenSeq, onSeen, beginning, label } = props;
  const { member } = useTenant();
  const { timeZone } = useLocale();
  const [focusedKey, setFocusedKey] = useState<string | null>(null);
  const { items, hasNewer, hasOlder, status, stuck } = state;
  const rows = useMemo(
    () => messageRows(items, { timeZone, seenSeq, memberId: member.id }),
    [items, timeZone, seenSeq, member.id],
  );
  const waiting = useWaiting(talk, window, state);
  const waitingCount = waiting.length;
  const { scroller, isAtEnd, toEnd } = useKeepPlace({
    opening: state.opening,
    ready: status === "ready",
    content: useMemo(() => [rows, waitingCount, editedId], [rows, waitingCount, editedId]),
    target: highlightedSeq === null ? '[data-row="new"]' : `[data-message="${highlightedSeq}"]`,
    onNearStart: () => stuck === "older" || void window.older(),
    onNearEnd: () => stuck === "newer" || void window.newer(),
  });
  const isAtVeryEnd = isAtEnd && !hasNewer;
  useSeen(state, isAtVeryEnd, onSeen);
  const stop = focusedKey ?? items.findLast(({ notice }) => !notice)?.clientId;
  return (
    <div className={classes.listFrame}>
      <div className={classes.scroller} ref={scroller} aria-busy={status === "loading" || undefined}>
        <div className={classes.content}>
          {status === "loading" ? <Loading /> : null}
          {status === "failed" ? <ErrorState error={state.error} onRetry={() => window.open(null)} /> : null}
          {status === "ready" && !hasOlder ? beginning : null}
          {stuck === "older" ? <StuckButton onRetry={() => window.older()} /> : null}
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
            {waiting.map((entry) => (
              <WaitingRow key={entry.clientId} entry={entry} />
            ))}
          </div>
          {stuck === "newer" ? <StuckButton onRetry={() => window.newer()} /> : null}
        </div>
      </div>
      <Announcer items={items} />
      {status === "ready" && !isAtVeryEnd ? (
        <Button
          className={classes.latest}
          size="xs"
          radius="xl"
          variant="default"
          leftSection={<IconArrowDown size={14} aria-hidden />}
          onClick={() => (hasNewer ? void window.open(null) : toEnd())}
        >
          Latest
        </Button>
      ) : null}
    </div>
  );
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
