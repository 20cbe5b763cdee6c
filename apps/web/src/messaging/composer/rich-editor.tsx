"use client";

import { ActionIcon, Button, Text } from "@mantine/core";
import { type RichText, richTextSchema } from "@steward/contracts/kernel/rich-text";
import { IconSend2, IconTypography } from "@tabler/icons-react";
import type { ResolvedPos } from "@tiptap/pm/model";
import { type Editor, EditorContent, useEditor } from "@tiptap/react";
import { type ReactNode, type Ref, useEffect, useId, useImperativeHandle, useLayoutEffect, useState } from "react";
import { EmojiButton } from "../emoji/emoji-button.tsx";
import classes from "./composer.module.css";
import { composerExtensions, memberKey, recordKey } from "./extensions.ts";
import { FormatBar } from "./format-bar.tsx";
import { pastedFiles } from "./pasted-files.ts";
import { linesOf, withoutTables } from "./pasted-text.ts";
import { optionId, SuggestionMenu } from "./suggestion-menu.tsx";
import { trimmed } from "./trimmed.ts";
import { useFindRecords } from "./use-find-records.ts";
import { useLatest } from "./use-latest.ts";
import { type FindChoices, useSuggestions } from "./use-suggestions.ts";

export interface RichEditorHandle {
  /** At once, so that what is typed next stands here. */
  focus(): void;
  /** Replaces what is written, without taking the focus. */
  set(content: RichText | null): void;
  /** As its button does. */
  send(): void;
}

interface RichEditorProps {
  ref?: Ref<RichEditorHandle>;
  /** What the field is called, and what it says while it is empty. */
  label: string;
  initial: RichText | null;
  findMembers: FindChoices;
  /** Answers whether it was taken, and the field is to be empty again. */
  onSubmit: (content: RichText) => boolean;
  onChange?: (content: RichText) => void;
  onEditLast?: () => boolean;
  /** Escape. Answers whether it meant anything. */
  onCancel?: () => boolean;
  submitLabel: string;
  /** Off where more than a message is written: Enter begins a paragraph, mod and Enter send. */
  enterSends?: boolean;
  /** There is something to send beside words. */
  sendable?: boolean;
  /** Something of it is still on its way here. */
  busy?: boolean;
  /** `at once`: what is typed next is meant for this field, so it has the focus when it is first drawn. In browsers only. */
  autoFocus?: boolean | "at once";
  onFiles?: (files: File[]) => void;
  /** Above the text: what is answered, files. */
  above?: ReactNode;
  /** At the beginning of the row of buttons. */
  tools?: ReactNode;
}

const coarse = () => window.matchMedia("(pointer: coarse)").matches;

/** A field for rich text as chats have it: Enter sends, @ mentions, Markdown's marks become what they mean. */
export function RichEditor(props: RichEditorProps) {
  const { ref, label, initial, autoFocus = false, sendable = false, busy = false, above, tools, submitLabel } = props;
  const latest = useLatest(props);
  const send = useLatest(submit);
  const listId = useId();
  const members = useSuggestions("@", memberKey, props.findMembers);
  const records = useSuggestions("#", recordKey, useFindRecords());
  const menu = members.menu ?? records.menu;
  const [formatting, setFormatting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [blank, setBlank] = useState(true);

  // Once: the editor takes others for a change of its rules.
  const [rules] = useState(() => ({
    extensions: composerExtensions({
      placeholder: () => latest.current.label,
      members: members.options,
      records: records.options,
      keys: {
        send: () => send.current(),
        editLast: () => latest.current.onEditLast?.() ?? false,
        cancel: () => latest.current.onCancel?.() ?? false,
        enterSends: () => (latest.current.enterSends ?? true) && !coarse(),
      },
    }),
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        // Escape ends the writing, not the panel that it is done in.
        ...(props.onCancel ? { "data-mantine-stop-propagation": "true" } : {}),
      },
      handlePaste: (_view: unknown, event: ClipboardEvent) => takeFiles(event.clipboardData),
      clipboardTextParser: (text: string, at: ResolvedPos) => linesOf(text, at),
      transformPastedHTML: withoutTables,
      handleDrop: (_view: unknown, event: DragEvent) => takeFiles(event.dataTransfer),
    },
  }));
  const editor: Editor | null = useEditor({
    ...rules,
    immediatelyRender: autoFocus === "at once",
    injectCSS: false,
    autofocus: autoFocus ? "end" : false,
    content: initial,
    onCreate: ({ editor: made }) => setBlank(made.isEmpty),
    onUpdate: ({ editor: changed }) => {
      setProblem(null);
      setBlank(changed.isEmpty);
      const written = richTextSchema.safeParse(changed.getJSON());
      if (written.success) latest.current.onChange?.(written.data);
    },
  });

  // The editor's own way waits for a frame, in which letters would go where the focus was.
  useLayoutEffect(() => {
    if (autoFocus === "at once") editor?.view.focus();
  }, [editor, autoFocus]);

  function takeFiles(transfer: DataTransfer | null): boolean {
    const files = pastedFiles(transfer);
    if (files.length === 0 || !latest.current.onFiles) return false;
    latest.current.onFiles(files);
    return true;
  }

  function submit(): void {
    if (!editor) return;
    const written = richTextSchema.safeParse(editor.getJSON());
    if (!written.success) setProblem(written.error.issues[0]?.message ?? "This cannot be sent");
    else if (latest.current.onSubmit(trimmed(written.data))) editor.commands.clearContent(true);
  }

  useImperativeHandle(
    ref,
    () => ({
      focus: () => {
        editor?.view.focus();
        editor?.commands.focus("end");
      },
      set: (content) => void editor?.commands.setContent(content, { emitUpdate: false }),
      send: () => send.current(),
    }),
    [editor, send],
  );

  // The keys stay in the text; a screen reader is told which one they would choose.
  useEffect(() => {
    const field = editor?.view.dom;
    if (!field) return;
    const said = menu ? { "aria-controls": listId, "aria-activedescendant": optionId(listId, menu.selected) } : null;
    for (const name of ["aria-controls", "aria-activedescendant"] as const) {
      if (said) field.setAttribute(name, said[name]);
      else field.removeAttribute(name);
    }
  }, [editor, menu, listId]);
  useEffect(() => {
    editor?.view.dom.setAttribute("aria-label", label);
  }, [editor, label]);

  return (
    <div className={classes.root}>
      {menu ? <SuggestionMenu menu={menu} id={listId} /> : null}
      {above}
      {formatting && editor ? <FormatBar editor={editor} /> : null}
      <EditorContent editor={editor} className={classes.field} data-loading={editor ? undefined : true} />
      {problem ? (
        <Text size="xs" c="var(--mantine-color-error)" px="sm" role="alert">
          {problem}
        </Text>
      ) : null}
      <div className={classes.bar}>
        {tools}
        <ActionIcon
          aria-label="Formatting"
          title="Formatting"
          aria-expanded={formatting}
          onClick={() => setFormatting(!formatting)}
        >
          <IconTypography size={17} stroke={1.7} aria-hidden />
        </ActionIcon>
        <EmojiButton label="Add an emoji" onPick={(emoji) => editor?.chain().focus().insertContent(emoji).run()} />
        <Button
          ml="auto"
          size="compact-sm"
          disabled={busy || (blank && !sendable)}
          rightSection={<IconSend2 size={14} aria-hidden />}
          onClick={submit}
        >
          {submitLabel}
        </Button>
      </div>
    </div>
  );
}
