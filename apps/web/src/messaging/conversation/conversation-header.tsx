"use client";

import { ActionIcon, Text, Title, Tooltip } from "@mantine/core";
import type { ConversationItem } from "@steward/contracts/messaging/conversation";
import { IconInfoCircle, IconPin, IconSearch, IconStar, IconStarFilled } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { PinsDrawer } from "../message/pins-drawer.tsx";
import { PresenceLine } from "../presence/presence-line.tsx";
import { SearchDialog } from "../search/search-dialog.tsx";
import { BackToConversations } from "./back-to-conversations.tsx";
import classes from "./conversation.module.css";
import { ConversationDetails } from "./conversation-details.tsx";
import { ConversationSign } from "./conversation-sign.tsx";
import { DayJump } from "./day-jump.tsx";
import { useOwnState } from "./use-own-state.ts";

interface ConversationHeaderProps {
  conversation: ConversationItem;
  onJump: (seq: number) => void;
  onJumpToDay: (day: Date) => void;
}

type Panel = "details" | "pins" | "search" | null;

/** What the conversation is, who is in it, and the ways to what was said. */
export function ConversationHeader({ conversation, onJump, onJumpToDay }: ConversationHeaderProps) {
  const [panel, setPanel] = useState<Panel>(null);
  const { update } = useOwnState(conversation.id);
  const { id, title, isStarred, role } = conversation;
  const close = () => setPanel(null);
  const jump = (seq: number) => {
    close();
    onJump(seq);
  };
  const StarIcon = isStarred ? IconStarFilled : IconStar;
  return (
    <header className={classes.header}>
      <BackToConversations />
      <span className={classes.sign}>
        <ConversationSign conversation={conversation} size={24} />
      </span>
      <div className={classes.headerText}>
        <Title order={1} size="h4" lineClamp={1}>
          {title}
        </Title>
        <Text size="xs" c="dimmed" truncate component="div">
          <SubTitle conversation={conversation} />
        </Text>
      </div>
      {role ? (
        <HeaderButton
          className={classes.wide}
          label={isStarred ? "Unstar" : "Star"}
          pressed={isStarred}
          onClick={() => update({ isStarred: !isStarred })}
        >
          <StarIcon size={17} stroke={1.7} aria-hidden />
        </HeaderButton>
      ) : null}
      <DayJump onJump={onJumpToDay} />
      <HeaderButton label="Pinned messages" onClick={() => setPanel("pins")}>
        <IconPin size={17} stroke={1.7} aria-hidden />
      </HeaderButton>
      <HeaderButton label="Search in this conversation" onClick={() => setPanel("search")}>
        <IconSearch size={17} stroke={1.7} aria-hidden />
      </HeaderButton>
      <HeaderButton label="Details" onClick={() => setPanel("details")}>
        <IconInfoCircle size={18} stroke={1.7} aria-hidden />
      </HeaderButton>
      {panel === "details" ? <ConversationDetails conversation={conversation} onClose={close} /> : null}
      {panel === "pins" ? <PinsDrawer conversationId={id} onJump={jump} onClose={close} /> : null}
      {panel === "search" ? <SearchDialog within={{ id, title }} onJump={jump} onClose={close} /> : null}
    </header>
  );
}

function SubTitle({ conversation: { kind, people, topic, memberCount } }: { conversation: ConversationItem }) {
  if (kind === "direct") return people[0] ? <PresenceLine memberId={people[0].memberId} /> : "Only you";
  const count = memberCount === 1 ? "1 person" : `${memberCount} people`;
  return topic ? `${count} · ${topic}` : count;
}

interface HeaderButtonProps {
  label: string;
  className?: string | undefined;
  pressed?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function HeaderButton({ label, className, pressed, onClick, children }: HeaderButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="md" className={className} aria-label={label} aria-pressed={pressed} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
