"use client";

import { ActionIcon } from "@mantine/core";
import {
  IconBlockquote,
  IconBold,
  IconCode,
  IconItalic,
  IconList,
  IconListNumbers,
  IconSourceCode,
  IconStrikethrough,
} from "@tabler/icons-react";
import { type Editor, useEditorState } from "@tiptap/react";
import classes from "./composer.module.css";

const styles = [
  { name: "bold", label: "Bold", icon: IconBold, act: (editor: Editor) => editor.chain().focus().toggleBold().run() },
  {
    name: "italic",
    label: "Italic",
    icon: IconItalic,
    act: (editor: Editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    name: "strike",
    label: "Struck through",
    icon: IconStrikethrough,
    act: (editor: Editor) => editor.chain().focus().toggleStrike().run(),
  },
  { name: "code", label: "Code", icon: IconCode, act: (editor: Editor) => editor.chain().focus().toggleCode().run() },
  {
    name: "bulletList",
    label: "List",
    icon: IconList,
    act: (editor: Editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: "orderedList",
    label: "Numbered list",
    icon: IconListNumbers,
    act: (editor: Editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    name: "blockquote",
    label: "Quote",
    icon: IconBlockquote,
    act: (editor: Editor) => editor.chain().focus().toggleBlockquote().run(),
  },
  {
    name: "codeBlock",
    label: "Code block",
    icon: IconSourceCode,
    act: (editor: Editor) => editor.chain().focus().toggleCodeBlock().run(),
  },
] as const;

/** The looks of what is being written, each of which has its mark in Markdown as well. */
export function FormatBar({ editor }: { editor: Editor }) {
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) => styles.map(({ name }) => current.isActive(name)),
  });
  return (
    <div className={classes.marks} role="toolbar" aria-label="Formatting">
      {styles.map(({ name, label, icon: Icon, act }, index) => (
        <ActionIcon
          key={name}
          size="md"
          variant={active[index] ? "light" : "subtle"}
          aria-label={label}
          aria-pressed={active[index] ?? false}
          title={label}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => act(editor)}
        >
          <Icon size={16} stroke={1.8} aria-hidden />
        </ActionIcon>
      ))}
    </div>
  );
}
