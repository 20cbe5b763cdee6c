"use client";

import { useHref } from "@steward/client";
import type { RichText } from "@steward/contracts/kernel/rich-text";
import type { MessageItem } from "@steward/contracts/messaging/message";
import { confirmAction, notifyError, notifySuccess } from "@steward/ui";
import { useTenant } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import type { FindChoices } from "../composer/use-suggestions.ts";
import type { MessageWindow } from "./message-window.ts";
import { withReaction } from "./with-reaction.ts";

/** What a reader may do with the messages of a conversation, and how it is done. */
export interface MessageDeeds {
  readonly mayWrite: boolean;
  readonly mayRemoveOthers: boolean;
  isOwn(message: MessageItem): boolean;
  react(message: MessageItem, emoji: string): void;
  pin(message: MessageItem): void;
  remove(message: MessageItem): void;
  copyLink(message: MessageItem): void;
  copyText(message: MessageItem): void;
  /** Keeps another text. Answers whether it was taken. */
  save(message: MessageItem, content: RichText): Promise<boolean>;
  /** Opens the field in place of the message, or closes it if it is that one's. */
  edit(message: MessageItem, on: boolean): void;
  /** Brings the focus to where the next message is written. */
  write(): void;
  answer(message: MessageItem): void;
  showHistory(message: MessageItem): void;
  jumpTo(seq: number): void;
  /** Missing inside a thread: it has none of its own. */
  readonly openThread?: (message: MessageItem) => void;
  /** Missing inside a thread, and for who is not in the conversation. */
  readonly markUnread?: ((message: MessageItem) => void) | undefined;
  readonly findMembers: FindChoices;
}

type Given = Pick<
  MessageDeeds,
  | "mayWrite"
  | "mayRemoveOthers"
  | "edit"
  | "write"
  | "answer"
  | "showHistory"
  | "jumpTo"
  | "openThread"
  | "markUnread"
  | "findMembers"
>;

/** The address of a message, that works for whoever may read the conversation. */
function linkTo({ conversationId, seq, threadRootId }: MessageItem, href: (path: string) => string): string {
  const query = threadRootId ? `?thread=${threadRootId}` : `?at=${seq}`;
  return new URL(href(`/messaging/${conversationId}${query}`), window.location.origin).href;
}

export function useMessageDeeds(window: MessageWindow, given: Given): MessageDeeds {
  const { member } = useTenant();
  const href = useHref();
  const { client } = trpc.useUtils();
  const { message: api } = client.messaging;

  const copy = (text: string, done: string) =>
    navigator.clipboard.writeText(text).then(() => notifySuccess(done), notifyError);

  /** Shows it at once; what the server says of it is shown in its place, or what was. */
  const attempt = async (
    message: MessageItem,
    change: (shown: MessageItem) => MessageItem,
    act: () => Promise<unknown>,
  ) => {
    window.patch(message.id, change);
    try {
      await act();
    } catch (error) {
      window.patch(message.id, () => message);
      notifyError(error);
    }
    await window.refresh().catch(() => {});
  };

  return {
    ...given,
    isOwn: ({ author }) => author.memberId === member.id,
    react(message, emoji) {
      const on = !message.reactions.some((reaction) => reaction.emoji === emoji && reaction.isMine);
      void attempt(
        message,
        (shown) => ({ ...shown, reactions: withReaction(shown.reactions, { emoji, on, name: member.name }) }),
        () => api.react.mutate({ id: message.id, emoji, on }),
      );
    },
    pin(message) {
      const on = message.pinnedAt === null;
      void attempt(
        message,
        (shown) => ({ ...shown, pinnedAt: on ? new Date() : null }),
        () => api.pin.mutate({ id: message.id, on }),
      );
    },
    remove(message) {
      void confirmAction({
        title: "Delete this message?",
        message: "It is gone for everybody. That it was there stays visible.",
        confirmLabel: "Delete message",
        onConfirm: async () => {
          await api.remove.mutate({ id: message.id });
          await window.refresh();
        },
      });
    },
    copyLink: (message) => void copy(linkTo(message, href), "Link copied"),
    copyText: ({ text }) => void copy(text, "Text copied"),
    async save(message, content) {
      try {
        await api.edit.mutate({ id: message.id, content, version: message.version });
      } catch (error) {
        notifyError(error);
        return false;
      }
      await window.refresh().catch(() => {});
      return true;
    },
  };
}
