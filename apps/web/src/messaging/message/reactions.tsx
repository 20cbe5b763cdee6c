"use client";

import { Tooltip, UnstyledButton } from "@mantine/core";
import type { MessageItem, ReactionItem } from "@steward/contracts/messaging/message";
import { emojiName } from "../emoji/emoji.ts";
import { EmojiButton } from "../emoji/emoji-button.tsx";
import classes from "./message.module.css";

interface ReactionsProps {
  message: MessageItem;
  onReact: (message: MessageItem, emoji: string) => void;
}

const whoText = ({ names, count }: ReactionItem) =>
  count > names.length ? `${names.join(", ")} and ${count - names.length} more` : names.join(", ");

/** What people answered with a sign; one's own is taken back the same way. */
export function Reactions({ message, onReact }: ReactionsProps) {
  if (message.reactions.length === 0) return null;
  return (
    <fieldset className={classes.reactions} aria-label="Reactions">
      {message.reactions.map((reaction) => (
        <Tooltip key={reaction.emoji} label={whoText(reaction)} multiline maw={260}>
          <UnstyledButton
            className={classes.reaction}
            aria-pressed={reaction.isMine}
            aria-label={`${emojiName(reaction.emoji)}, ${reaction.count}: ${whoText(reaction)}`}
            onClick={() => onReact(message, reaction.emoji)}
          >
            <span aria-hidden>{reaction.emoji}</span>
            <span aria-hidden>{reaction.count}</span>
          </UnstyledButton>
        </Tooltip>
      ))}
      <EmojiButton label="Add a reaction" size="sm" onPick={(emoji) => onReact(message, emoji)} />
    </fieldset>
  );
}
