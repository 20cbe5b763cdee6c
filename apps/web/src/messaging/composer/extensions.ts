import { type AnyExtension, type Editor, Extension } from "@tiptap/core";
import { Mention, type MentionOptions } from "@tiptap/extension-mention";
import { Placeholder } from "@tiptap/extensions";
import { PluginKey } from "@tiptap/pm/state";
import { StarterKit } from "@tiptap/starter-kit";
import classes from "../text/rich-text.module.css";
import type { Choice, Suggestions } from "./use-suggestions.ts";

interface ComposerKeys {
  readonly send: () => void;
  /** ArrowUp in an empty field. Answers whether there was anything to change. */
  readonly editLast: () => boolean;
  readonly cancel: () => boolean;
  /** Under a finger Enter makes a line: there is a button to send with, and no Shift to hold. */
  readonly enterSends: () => boolean;
}

export const memberKey = new PluginKey("member");
export const recordKey = new PluginKey("record");

/** Enter chooses among suggestions while they show, and sends else. */
const suggestionPriority = 200;
const keysPriority = 150;

/** What Enter does in an editor that is no chat: the next item, out of an empty one, or a new line of its own. */
const nextLine = (editor: Editor) =>
  editor.commands.first(({ commands }) => [
    () => commands.newlineInCode(),
    () => commands.splitListItem("listItem"),
    () => commands.createParagraphNear(),
    () => commands.liftEmptyBlock(),
    () => commands.splitBlock(),
  ]);

const keysOf = (keys: ComposerKeys) =>
  Extension.create({
    name: "composerKeys",
    priority: keysPriority,
    addKeyboardShortcuts() {
      return {
        Enter: ({ editor }) => {
          if (!keys.enterSends() || editor.isActive("codeBlock")) return false;
          keys.send();
          return true;
        },
        "Mod-Enter": () => {
          keys.send();
          return true;
        },
        "Shift-Enter": ({ editor }) => nextLine(editor),
        ArrowUp: ({ editor }) => editor.isEmpty && keys.editLast(),
        Escape: () => keys.cancel(),
      };
    },
  });

type Options = MentionOptions<Choice, Choice["attrs"]>;

const member = Mention.extend<Options>({ priority: suggestionPriority });

/** A record in the text. Its name is for who writes: what readers see of it depends on what they may read. */
const record = Mention.extend<Options>({
  name: "record",
  priority: suggestionPriority,
  addAttributes: () => ({ address: { default: null }, entityId: { default: null }, label: { default: null } }),
});

interface ComposerText {
  readonly placeholder: () => string;
  readonly keys: ComposerKeys;
  readonly members: Suggestions;
  readonly records: Suggestions;
}

/** What can be written in a message; the contract refuses anything else. */
export function composerExtensions({ placeholder, keys, members, records }: ComposerText): AnyExtension[] {
  return [
    StarterKit.configure({
      heading: false,
      horizontalRule: false,
      trailingNode: false,
      link: { openOnClick: false, defaultProtocol: "https", protocols: ["http", "https", "mailto"] },
    }),
    Placeholder.configure({ placeholder }),
    member.configure({
      HTMLAttributes: { class: classes.mention },
      renderText: ({ node }) => `@${node.attrs.label}`,
      suggestion: members,
    }),
    record.configure({
      HTMLAttributes: { class: classes.mention },
      renderText: ({ node }) => `${node.attrs.label ?? "Record"}`,
      renderHTML: ({ options, node }) => ["span", options.HTMLAttributes, `${node.attrs.label ?? "Record"}`],
      suggestion: records,
    }),
    keysOf(keys),
  ];
}
