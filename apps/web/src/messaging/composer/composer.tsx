"use client";

import { ActionIcon, FileButton, Text } from "@mantine/core";
import type { RichText } from "@steward/contracts/kernel/rich-text";
import type { MessageItem } from "@steward/contracts/messaging/message";
import { IconArrowBackUp, IconPaperclip, IconX } from "@tabler/icons-react";
import { type RefObject, useEffect, useState } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { useSayTyping } from "../conversation/use-typing.ts";
import type { Talk } from "../message/use-message-window.ts";
import { useOutbox } from "../outbox/outbox-provider.tsx";
import classes from "./composer.module.css";
import { ComposerFiles } from "./composer-files.tsx";
import { newId } from "./new-id.ts";
import { RichEditor, type RichEditorHandle } from "./rich-editor.tsx";
import { useComposerFiles } from "./use-composer-files.ts";
import { useDraft } from "./use-draft.ts";
import type { FindChoices } from "./use-suggestions.ts";

interface ComposerProps {
  talk: Talk;
  /** Where it is written, so that the focus can be brought back to it. */
  field: RefObject<RichEditorHandle | null>;
  /** `Message Ann`, `Reply…` */
  label: string;
  /** The message this one will answer. */
  answered: MessageItem | null;
  onAnswered: () => void;
  /** Opens the reader's last message. Answers whether there is one. */
  onEditLast: () => boolean;
  /** Shows the end, where what is sent will stand. */
  onSent: () => void;
  findMembers: FindChoices;
  /** Escape, where nothing is answered: what is written stays as a draft. */
  onLeave?: () => void;
  autoFocus?: boolean;
}

/** Where a message is written. It goes into the outbox and from there to the server, however long that takes. */
export function Composer(props: ComposerProps) {
  const {
    talk,
    field,
    label,
    answered,
    onAnswered,
    onEditLast,
    onSent,
    onLeave,
    findMembers,
    autoFocus = false,
  } = props;
  const may = useMay();
  const outbox = useOutbox();
  const files = useComposerFiles();
  const sayTyping = useSayTyping(talk);
  const draft = useDraft(talk, (content) => field.current?.set(content));
  const { conversationId, threadRootId = null } = talk;
  const isUploading = files.uploads.some(({ state }) => state !== "failed");
  const mayAttach = may("files.file.write");

  useEffect(() => {
    if (answered) field.current?.focus();
  }, [answered, field]);

  // Sent while files are on their way: it leaves when they are here.
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (!isHeld || isUploading) return;
    setHeld(false);
    if (!files.uploads.some(({ state }) => state === "failed")) field.current?.send();
  }, [isHeld, isUploading, files.uploads, field]);

  const submit = (content: RichText) => {
    if (!outbox) return false;
    setHeld(isUploading);
    if (isUploading) return false;
    if (content.content.length === 0 && files.ready.length === 0) return false;
    outbox.add({
      clientId: newId(),
      conversationId,
      threadRootId,
      replyToId: answered?.id ?? null,
      content,
      files: files.take(),
      writtenAt: new Date().toISOString(),
    });
    draft.forget();
    sayTyping(false);
    onAnswered();
    onSent();
    return true;
  };

  return (
    <RichEditor
      ref={field}
      label={label}
      initial={draft.initial}
      autoFocus={autoFocus}
      findMembers={findMembers}
      submitLabel="Send"
      sendable={files.ready.length > 0 || isUploading}
      onSubmit={submit}
      onChange={(content) => {
        draft.keep(content);
        sayTyping(!draft.isBlank(content));
      }}
      onEditLast={onEditLast}
      onCancel={() => {
        const leave = answered ? onAnswered : onLeave;
        leave?.();
        return leave !== undefined;
      }}
      {...(mayAttach ? { onFiles: files.add } : {})}
      above={
        <>
          {answered ? <AnswerLine answered={answered} onCancel={onAnswered} /> : null}
          <ComposerFiles files={files} />
          {isHeld ? (
            <Text size="xs" c="dimmed" px="sm" pt={4} role="status">
              Sent as soon as the files are here.
            </Text>
          ) : null}
        </>
      }
      tools={
        mayAttach ? (
          <FileButton multiple onChange={files.add}>
            {(button) => (
              <ActionIcon {...button} aria-label="Attach files" title="Attach files">
                <IconPaperclip size={17} stroke={1.7} aria-hidden />
              </ActionIcon>
            )}
          </FileButton>
        ) : null
      }
    />
  );
}

function AnswerLine({ answered, onCancel }: { answered: MessageItem; onCancel: () => void }) {
  return (
    <div className={classes.context}>
      <IconArrowBackUp size={14} aria-hidden />
      <span className={classes.contextText}>
        Answering <b>{answered.author.name}</b>: {answered.text || "a file"}
      </span>
      <ActionIcon size="sm" ml="auto" aria-label="Do not answer" onClick={onCancel}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </div>
  );
}
