"use client";

import { Avatar } from "@steward/ui";
import classes from "./presence.module.css";
import { stateWords } from "./presence-words.ts";
import { usePresence } from "./use-presence.ts";

interface PresenceAvatarProps {
  memberId: string;
  name: string;
  size: number;
}

/** A person, with a dot that says whether they are there. */
export function PresenceAvatar({ memberId, name, size }: PresenceAvatarProps) {
  const state = usePresence(memberId)?.state ?? "offline";
  return (
    <span className={classes.avatar}>
      <Avatar name={name} size={size} />
      <span className={classes.dot} data-state={state} role="img" aria-label={stateWords[state]} />
    </span>
  );
}
