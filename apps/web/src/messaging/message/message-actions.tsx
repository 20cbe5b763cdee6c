"use client";

import { ActionIcon, Menu } from "@mantine/core";
import type { MessageItem } from "@steward/contracts/messaging/message";
import {
  IconArrowBackUp,
  IconCopy,
  IconDots,
  IconHistory,
  IconLink,
  IconMailOpened,
  IconMessageCircle,
  IconPencil,
  IconPin,
  IconPinnedOff,
  IconTrash,
} from "@tabler/icons-react";
import { emojiName, quickEmoji } from "../emoji/emoji.ts";
import { EmojiButton } from "../emoji/emoji-button.tsx";
import classes from "./message.module.css";
import type { MessageDeeds } from "./use-message-deeds.ts";

interface MessageActionsProps {
  message: MessageItem;
  deeds: MessageDeeds;
  /** While something of it is open it stays, wherever the mouse goes. */
  onHold: (held: boolean) => void;
}

const quickShown = 3;

/** What can be done with a message: the quick things as buttons, the rest in a menu. */
export function MessageActions({ message, deeds, onHold }: MessageActionsProps) {
  const { openThread } = deeds;
  return (
    <div className={classes.actions} role="toolbar" aria-label="Message">
      {deeds.mayWrite
        ? quickEmoji.slice(0, quickShown).map((emoji) => (
            <ActionIcon
              key={emoji}
              aria-label={`React with ${emojiName(emoji)}`}
              className={classes.quick}
              onClick={() => deeds.react(message, emoji)}
            >
              {emoji}
            </ActionIcon>
          ))
        : null}
      {deeds.mayWrite ? (
        <EmojiButton label="Add a reaction" onOpenChange={onHold} onPick={(emoji) => deeds.react(message, emoji)} />
      ) : null}
      {openThread ? (
        <ActionIcon aria-label="Reply in thread" title="Reply in thread" onClick={() => openThread(message)}>
          <IconMessageCircle size={17} stroke={1.7} aria-hidden />
        </ActionIcon>
      ) : null}
      {deeds.mayWrite ? (
        <ActionIcon aria-label="Answer" title="Answer" onClick={() => deeds.answer(message)}>
          <IconArrowBackUp size={17} stroke={1.7} aria-hidden />
        </ActionIcon>
      ) : null}
      <Menu position="bottom-end" withinPortal onChange={onHold}>
        <Menu.Target>
          <ActionIcon aria-label="More" title="More">
            <IconDots size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <MoreItems message={message} deeds={deeds} />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function MoreItems({ message, deeds }: Omit<MessageActionsProps, "onHold">) {
  const { markUnread } = deeds;
  const isOwn = deeds.isOwn(message);
  const PinIcon = message.pinnedAt ? IconPinnedOff : IconPin;
  return (
    <>
      {isOwn && deeds.mayWrite ? (
        <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => deeds.edit(message, true)}>
          Edit
        </Menu.Item>
      ) : null}
      <Menu.Item leftSection={<IconLink size={15} aria-hidden />} onClick={() => deeds.copyLink(message)}>
        Copy link
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={15} aria-hidden />} onClick={() => deeds.copyText(message)}>
        Copy text
      </Menu.Item>
      {markUnread ? (
        <Menu.Item leftSection={<IconMailOpened size={15} aria-hidden />} onClick={() => markUnread(message)}>
          Mark unread from here
        </Menu.Item>
      ) : null}
      {deeds.mayWrite ? (
        <Menu.Item leftSection={<PinIcon size={15} aria-hidden />} onClick={() => deeds.pin(message)}>
          {message.pinnedAt ? "Unpin" : "Pin"}
        </Menu.Item>
      ) : null}
      {message.editedAt ? (
        <Menu.Item leftSection={<IconHistory size={15} aria-hidden />} onClick={() => deeds.showHistory(message)}>
          What it said before
        </Menu.Item>
      ) : null}
      {isOwn || deeds.mayRemoveOthers ? (
        <>
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => deeds.remove(message)}
          >
            Delete
          </Menu.Item>
        </>
      ) : null}
    </>
  );
}
