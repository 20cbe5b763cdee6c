import { Fragment, type ResolvedPos, Slice } from "@tiptap/pm/model";

/** Each line of pasted text is a line, the empty ones too: the editor's own rule drops those. */
export function linesOf(text: string, at: ResolvedPos): Slice {
  const { schema } = at.doc.type;
  const lines = text
    .split(/\r\n?|\n/)
    .map((line) => schema.node("paragraph", null, line ? [schema.text(line, at.marks())] : []));
  return Slice.maxOpen(Fragment.from(lines));
}

const rules: readonly (readonly [RegExp, string])[] = [
  [/<\/?(?:table|thead|tbody|tfoot|colgroup|col)\b[^>]*>/gi, ""],
  [/<tr\b[^>]*>/gi, "<p>"],
  [/<\/tr>/gi, "</p>"],
  [/<t[dh]\b[^>]*>/gi, ""],
  [/<\/t[dh]>/gi, " "],
];

/** Messages have no tables: a row becomes a line, and its cells stay apart. */
export const withoutTables = (html: string): string =>
  rules.reduce((text, [pattern, replacement]) => text.replaceAll(pattern, replacement), html);
