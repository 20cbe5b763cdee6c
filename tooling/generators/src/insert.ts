import { GeneratorError } from "./names.ts";

/** Edits of index files, as text: the formatter that runs afterwards puts imports and exports in order. */

export function addImport(text: string, line: string): string {
  const first = /^import /m.exec(text);
  return first ? `${text.slice(0, first.index)}${line}\n${text.slice(first.index)}` : `${line}\n${text}`;
}

/** Names one more thing in an import that is there, once. */
export function addImportedName(text: string, from: string, name: string): string {
  const found = new RegExp(`import \\{([^}]*)\\} from "${from}";`).exec(text);
  if (!found) return addImport(text, `import { ${name} } from "${from}";`);
  const [statement, names = ""] = found;
  if (names.split(",").some((known) => known.trim() === name)) return text;
  return text.replace(statement, `import { ${name}, ${names.trim()} } from "${from}";`);
}

export function addExport(text: string, line: string): string {
  return text.trim() === "export {};" ? line : `${text.trimEnd()}\n${line}`;
}

/** Puts `line` behind the last line that looks like `pattern`. */
export function addAfterLast(text: string, pattern: RegExp, line: string, file: string): string {
  const lines = text.split("\n");
  const index = lines.findLastIndex((candidate) => pattern.test(candidate));
  if (index < 0) throw unreadable(file);
  return lines.toSpliced(index + 1, 0, line).join("\n");
}

/** Puts `entry` at the end of the bracket that `opener` ends with: `pages: [`, `router({`. `from` is looked for first. */
export function addEntry(text: string, opener: string, entry: string, file: string, from = ""): string {
  const anchor = text.indexOf(from);
  const start = anchor < 0 ? -1 : text.indexOf(opener, anchor);
  if (start < 0) throw unreadable(file);
  const end = closingBracket(text, start + opener.length - 1);
  const inside = text.slice(start + opener.length, end).trimEnd();
  const separator = inside === "" || inside.endsWith(",") ? "" : ",";
  return `${text.slice(0, start + opener.length)}${inside}${separator}\n${entry}\n${text.slice(end)}`;
}

function closingBracket(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < text.length; index += 1) {
    const character = text.charAt(index);
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    if (depth === 0) return index;
  }
  return text.length;
}

function unreadable(file: string): GeneratorError {
  return new GeneratorError(
    `${file} does not look as it did: add the line by hand, or teach tooling/generators its new form.`,
  );
}
