"use client";

import type { ConversationItem } from "@steward/contracts/messaging/conversation";
import { IconHash, IconLock, IconNotes, IconUsers } from "@tabler/icons-react";
import { PresenceAvatar } from "../presence/presence-avatar.tsx";

interface ConversationSignProps {
  conversation: Pick<ConversationItem, "kind" | "visibility" | "people">;
  size: number;
}

/** What kind of conversation it is: a channel, a private one, several people, a person who is there or not. */
export function ConversationSign({ conversation: { kind, visibility, people }, size }: ConversationSignProps) {
  const sign = Math.round(size * 0.8);
  if (kind === "channel") {
    return visibility === "public" ? (
      <IconHash size={sign} stroke={1.7} aria-hidden />
    ) : (
      <IconLock size={sign} stroke={1.7} role="img" aria-label="Private" />
    );
  }
  if (kind === "group") return <IconUsers size={sign} stroke={1.7} aria-hidden />;
  const [person] = people;
  // A conversation with oneself.
  if (!person) return <IconNotes size={sign} stroke={1.7} aria-hidden />;
  return <PresenceAvatar memberId={person.memberId} name={person.name} size={size} />;
}
