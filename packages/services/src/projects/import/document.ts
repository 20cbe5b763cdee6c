import {
  plainTextOf,
  type RichInline,
  type RichText,
  richTextOf,
  richTextSchema,
} from "@steward/contracts/kernel/rich-text";

/** Of the 500 paragraphs a text may have. */
const maxLines = 480;
const maxText = 9_500;
/** A text may have so many: beyond them an address is words like any other. */
const maxLinks = 200;

/**
 * Plain words as documents, a paragraph a line, with what is an address to be followed: as many as it takes, because nothing
 * of a file is to be lost only because it is long. None where there are no words.
 */
export function documentsOf(text: string): RichText[] {
  return piecesOf(text).flatMap((piece) => {
    const linked = richTextSchema.safeParse(withLinks(piece));
    // An address that may not be followed is still to be read.
    const document = linked.success ? linked : richTextSchema.safeParse(richTextOf(piece));
    return document.success && plainTextOf(document.data) !== "" ? [document.data] : [];
  });
}

/** Cut between lines, or in the middle of one that is longer than a whole text. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let lines: string[] = [];
  let length = 0;
  const end = () => {
    const piece = lines.join("\n").trim();
    if (piece !== "") pieces.push(piece);
    lines = [];
    length = 0;
  };
  for (const whole of text.replace(/\r\n?/g, "\n").trim().split("\n")) {
    for (const line of sliced(whole)) {
      if (lines.length >= maxLines || length + line.length >= maxText) end();
      lines.push(line);
      length += line.length + 1;
    }
  }
  end();
  return pieces;
}

function sliced(line: string): string[] {
  const parts: string[] = [];
  let start = 0;
  do {
    const end = start + maxText;
    // Half a character is none, and is not stored.
    const whole = /[\ud800-\udbff]/.test(line.charAt(end - 1)) ? end - 1 : end;
    parts.push(line.slice(start, whole));
    start = whole;
  } while (start < line.length);
  return parts;
}

const address = /(https?:\/\/[^\s<>"|\]]+[^\s<>"|\].,;:!?)])/;

function withLinks(text: string): RichText {
  let links = 0;
  const runs = (line: string): RichInline[] =>
    line.split(address).flatMap((part, index): RichInline[] => {
      if (part === "") return [];
      // Every second part is what the expression caught.
      const isLink = index % 2 === 1 && links++ < maxLinks;
      return [{ type: "text", text: part, ...(isLink && { marks: [{ type: "link", attrs: { href: part } }] }) }];
    });
  return {
    type: "doc",
    content: text.split("\n").map((line) => ({ type: "paragraph", ...(line !== "" && { content: runs(line) }) })),
  };
}
