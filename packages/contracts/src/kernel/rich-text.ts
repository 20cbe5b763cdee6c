import { z } from "zod";
import { idSchema } from "./list.ts";

/** The kinds of record that a text shows a card of. */
export const linkedAddresses = ["crm.account", "crm.contact", "crm.deal", "crm.lead"] as const;
export type LinkedAddress = (typeof linkedAddresses)[number];

/** Everybody of a conversation, or those of them who are there at the moment. */
export const broadcasts = ["channel", "here"] as const;
export type Broadcast = (typeof broadcasts)[number];

export const maxMessageLength = 10_000;
const maxNodes = 3_000;
/** Lists in lists in quotes: more is nobody's writing. It also bounds how deep a reader of hostile input descends. */
const maxNesting = 4;

export type RichMark =
  | { type: "bold" | "italic" | "strike" | "underline" | "code" }
  | { type: "link"; attrs: { href: string } };

export interface RichTextRun {
  type: "text";
  text: string;
  marks?: RichMark[] | undefined;
}

/** `id` is a member's, or a broadcast. The service writes the label, so that nobody is called what they are not. */
export interface RichMention {
  type: "mention";
  attrs: { id: string; label?: string | null | undefined };
}

/** A card of a record. It holds no name: what readers see of it depends on what they may read. */
export interface RichRecord {
  type: "record";
  attrs: { address: LinkedAddress; entityId: string };
}

export type RichInline = RichTextRun | { type: "hardBreak" } | RichMention | RichRecord;

export type RichBlock =
  | { type: "paragraph"; content?: RichInline[] | undefined }
  | {
      type: "codeBlock";
      attrs?: { language?: string | null | undefined } | undefined;
      content?: { type: "text"; text: string }[] | undefined;
    }
  | { type: "blockquote"; content: RichBlock[] }
  | { type: "bulletList"; content: RichItem[] }
  | { type: "orderedList"; attrs?: { start?: number | undefined } | undefined; content: RichItem[] };

export interface RichItem {
  type: "listItem";
  content: RichBlock[];
}

/** What Tiptap and ProseMirror call a document, with the few nodes and marks that people here may write. */
export interface RichText {
  type: "doc";
  content: RichBlock[];
}

/** PostgreSQL stores neither NUL nor half a character; the other control characters only disturb whoever reads. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/gu;
const written = z
  .string()
  .min(1)
  .max(maxMessageLength, `Use at most ${maxMessageLength} characters`)
  .transform((text) => text.replace(unprintable, ""))
  // ProseMirror knows no empty text.
  .pipe(z.string().min(1));

/** `javascript:` and its kin run under our name; a name before the host (`https://bank.example@evil.example`) deceives. */
const hrefSchema = z
  .url({ protocol: /^(?:https?|mailto)$/, normalize: true, error: "Use an address with https or mailto" })
  .max(2_000, "Use at most 2000 characters")
  .refine((href) => {
    // Asked of what is no address, too.
    const { username, password } = URL.canParse(href) ? new URL(href) : { username: "", password: "" };
    return username === "" && password === "";
  }, "Use an address without a user name");

const markSchema = z.discriminatedUnion("type", [
  z.object({ type: z.enum(["bold", "italic", "strike", "underline", "code"]) }),
  z.object({ type: z.literal("link"), attrs: z.object({ href: hrefSchema }) }),
]);

const runSchema = z.object({ type: z.literal("text"), text: written, marks: z.array(markSchema).max(6).optional() });

const inlineSchema = z.discriminatedUnion("type", [
  runSchema,
  z.object({ type: z.literal("hardBreak") }),
  z.object({
    type: z.literal("mention"),
    attrs: z.object({ id: z.union([idSchema, z.enum(broadcasts)]), label: z.string().max(200).nullish() }),
  }),
  z.object({
    type: z.literal("record"),
    attrs: z.object({ address: z.enum(linkedAddresses), entityId: idSchema }),
  }),
]);

const paragraphSchema = z.object({ type: z.literal("paragraph"), content: z.array(inlineSchema).max(500).optional() });
const codeSchema = z.object({
  type: z.literal("codeBlock"),
  attrs: z.object({ language: z.string().max(40).nullish() }).optional(),
  content: z
    .array(z.object({ type: z.literal("text"), text: written }))
    .max(500)
    .optional(),
});

/** Built level by level instead of calling itself: what is nested deeper than the levels is no node any more. */
function blockSchema(nesting: number): z.ZodType<RichBlock> {
  if (nesting === 0) return z.discriminatedUnion("type", [paragraphSchema, codeSchema]);
  const inner = z
    .array(blockSchema(nesting - 1))
    .min(1)
    .max(500);
  const items = z
    .array(z.object({ type: z.literal("listItem"), content: inner }))
    .min(1)
    .max(500);
  return z.discriminatedUnion("type", [
    paragraphSchema,
    codeSchema,
    z.object({ type: z.literal("blockquote"), content: inner }),
    z.object({ type: z.literal("bulletList"), content: items }),
    z.object({
      type: z.literal("orderedList"),
      attrs: z.object({ start: z.number().int().min(0).max(1_000_000).optional() }).optional(),
      content: items,
    }),
  ]);
}

/**
 * A text as it is written. Nodes and marks that are not named here are refused; attributes that are not are dropped
 * (an editor adds some to links and lists). So nothing else is ever stored.
 */
export const richTextSchema: z.ZodType<RichText> = z
  .object({ type: z.literal("doc"), content: z.array(blockSchema(maxNesting)).max(500) })
  .refine((content) => nodesOf(content).length <= maxNodes, "This is too much for one text")
  .refine((content) => plainTextOf(content).length <= maxMessageLength, `Use at most ${maxMessageLength} characters`);

type AnyNode = RichBlock | RichItem | RichInline;

/** Every node of a document, in the order they are read. */
export function nodesOf({ content }: { readonly content?: readonly AnyNode[] | undefined }): AnyNode[] {
  return (content ?? []).flatMap((node) => ["content" in node ? [node, ...nodesOf(node)] : node].flat());
}

/** The words of a text: for search, previews, notifications and readers of screens. */
export function plainTextOf(content: RichText): string {
  return content.content.map(blockText).join("\n").trim();
}

function blockText(block: RichBlock | RichItem): string {
  switch (block.type) {
    case "paragraph":
    case "codeBlock":
      return (block.content ?? []).map(inlineText).join("");
    case "blockquote":
    case "listItem":
    case "bulletList":
    case "orderedList":
      return block.content.map(blockText).join("\n");
  }
}

function inlineText(node: RichInline): string {
  switch (node.type) {
    case "text":
      return node.text;
    case "hardBreak":
      return "\n";
    case "mention":
      return `@${node.attrs.label ?? node.attrs.id}`;
    case "record":
      return "";
  }
}

/** Whether nothing would be seen of it. */
export function isBlank(content: RichText): boolean {
  return nodesOf(content).every(
    (node) => node.type !== "mention" && node.type !== "record" && (node.type !== "text" || node.text.trim() === ""),
  );
}

/** Whether everybody, or everybody who is there, is mentioned. */
export function isBroadcast(content: RichText, broadcast: Broadcast): boolean {
  return nodesOf(content).some((node) => node.type === "mention" && node.attrs.id === broadcast);
}

/** A document of plain words, one paragraph a line. */
export function richTextOf(text: string): RichText {
  const lines = text.split("\n");
  return {
    type: "doc",
    content: lines.map((line) => ({
      type: "paragraph",
      ...(line !== "" && { content: [{ type: "text", text: line }] }),
    })),
  };
}
