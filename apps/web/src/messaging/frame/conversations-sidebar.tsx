"use client";

import { ActionIcon, Button, Text, Title } from "@mantine/core";
import { useHref, useTenantPathname } from "@steward/client";
import type { ConversationItem } from "@steward/contracts/messaging/conversation";
import { EmptyState, ErrorState, LoadingState } from "@steward/ui";
import { IconEdit, IconLock, IconMessageCircle, IconMessages, IconPlus, IconSearch } from "@tabler/icons-react";
import Link from "next/link";
import { useState } from "react";
import { BrowseChannelsDialog } from "../conversation/browse-channels-dialog.tsx";
import { NewConversationDialog } from "../conversation/new-conversation-dialog.tsx";
import { useWatchPresence } from "../presence/use-presence.ts";
import { SearchDialog } from "../search/search-dialog.tsx";
import { ConversationLink } from "./conversation-link.tsx";
import classes from "./frame.module.css";
import { useConversations } from "./use-conversations.ts";
import { hiddenFromOperators, useMayHere, useOwnHands } from "./use-own-hands.ts";

type Dialog = "new" | "browse" | "search" | null;

/**
 * Every conversation one is in: what is starred, the channels, the people.
 * @param isMain nothing is open beside it: its title is that of the page
 */
export function ConversationsSidebar({ isMain }: { isMain: boolean }) {
  const may = useMayHere();
  const isOwn = useOwnHands();
  const href = useHref();
  const pathname = useTenantPathname();
  const [dialog, setDialog] = useState<Dialog>(null);
  const { query, conversations, sections } = useConversations();
  useWatchPresence(
    conversations.flatMap(({ kind, people }) => (kind === "direct" ? people : [])).map(({ memberId }) => memberId),
  );
  const close = () => setDialog(null);
  return (
    <section className={classes.side} aria-label="Conversations">
      <div className={classes.head}>
        <Title order={isMain ? 1 : 2} size="h3" mr="auto">
          Messages
        </Title>
        <ActionIcon size="lg" aria-label="Search messages" title="Search messages" onClick={() => setDialog("search")}>
          <IconSearch size={17} aria-hidden />
        </ActionIcon>
        {may("messaging.conversation.write") ? (
          <ActionIcon size="lg" aria-label="New conversation" title="New conversation" onClick={() => setDialog("new")}>
            <IconEdit size={17} aria-hidden />
          </ActionIcon>
        ) : null}
      </div>
      {isOwn ? null : (
        <Text size="xs" c="dimmed" className={classes.operators}>
          <IconLock size={14} aria-hidden />
          {hiddenFromOperators}
        </Text>
      )}
      <nav className={classes.list} aria-label="Conversations">
        <ul className={classes.links}>
          <li>
            <Link
              href={href("/messaging/threads")}
              className={classes.link}
              aria-current={pathname === "/messaging/threads" ? "page" : undefined}
            >
              <span className={classes.sign}>
                <IconMessageCircle size={16} stroke={1.7} aria-hidden />
              </span>
              Threads
            </Link>
          </li>
        </ul>
        {query.isPending ? <LoadingState lines={6} label="Loading conversations" /> : null}
        {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
        {query.isSuccess && conversations.length === 0 ? (
          <EmptyState
            compact
            icon={IconMessages}
            title={isOwn ? "Nothing said yet" : "In no public channel"}
            description={isOwn ? "Write to a colleague, or look which channels there are." : ""}
          />
        ) : null}
        {query.isSuccess
          ? sections.map((section) => (
              <Section
                key={section.name}
                order={isMain ? 2 : 3}
                {...section}
                onBrowse={
                  section.name === "Channels" && may("messaging.conversation.join") ? () => setDialog("browse") : null
                }
              />
            ))
          : null}
        {query.hasNextPage ? (
          <Button
            variant="subtle"
            size="compact-sm"
            fullWidth
            loading={query.isFetchingNextPage}
            onClick={() => query.fetchNextPage()}
          >
            Show more
          </Button>
        ) : null}
      </nav>
      {dialog === "new" ? <NewConversationDialog onClose={close} /> : null}
      {dialog === "browse" ? <BrowseChannelsDialog onClose={close} /> : null}
      {dialog === "search" ? <SearchDialog onClose={close} /> : null}
    </section>
  );
}

interface SectionProps {
  order: 2 | 3;
  name: string;
  items: readonly ConversationItem[];
  onBrowse: (() => void) | null;
}

function Section({ order, name, items, onBrowse }: SectionProps) {
  if (items.length === 0 && !onBrowse) return null;
  return (
    <>
      <div className={classes.section}>
        <Title order={order} className={classes.sectionName}>
          {name}
        </Title>
        {onBrowse ? (
          <ActionIcon size="sm" aria-label="Browse channels" title="Browse channels" onClick={onBrowse}>
            <IconPlus size={14} aria-hidden />
          </ActionIcon>
        ) : null}
      </div>
      {items.length === 0 ? (
        <Text size="xs" c="dimmed" px="xs">
          None yet
        </Text>
      ) : (
        <ul className={classes.links}>
          {items.map((conversation) => (
            <ConversationLink key={conversation.id} conversation={conversation} />
          ))}
        </ul>
      )}
    </>
  );
}
