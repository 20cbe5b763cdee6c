import type { TaskImportFormat } from "@steward/contracts/projects/import";
import { taskImportField, taskImportFields } from "@steward/contracts/projects/import-fields";
import { headerWords } from "../../../import-file/index.ts";

/**
 * `Labels (3)` is what the third of several columns called `Labels` is named here; programs that people send files through call
 * it `Labels.2`.
 */
const unnumbered = (header: string) => header.replace(/ \(\d+\)$|\.\d+$/, "");

/** What a column is called by people: `Custom field (Story Points)` is a field that somebody made up in Jira. */
export const titleOfColumn = (header: string): string => {
  const name = unnumbered(header);
  return /^Custom field \((.+)\)$/i.exec(name)?.[1] ?? name;
};

/** What a table was written by: no spreadsheet has an `Issue key` beside an `Issue id` of its own. */
export function tableFormat(headers: readonly string[]): TaskImportFormat {
  const words = new Set(headers.map(headerWords));
  const has = (word: string) => words.has(`issue ${word}`) || words.has(`work item ${word}`);
  return has("key") && (has("id") || has("type") || words.has("work type")) ? "jira" : "csv";
}

const meanings = taskImportFields.map((field) => ({
  ...field,
  words: new Set([headerWords(field.label), headerWords(field.name), ...field.headers]),
}));

/** A field for each column; one that takes one value has the first fitting column. Null where nothing fits. */
export function guessTaskMapping(headers: readonly string[]): (string | null)[] {
  const mapping: (string | null)[] = [];
  for (const header of headers) {
    const word = headerWords(titleOfColumn(header));
    const fitting = meanings.find(({ name, many, words }) => words.has(word) && (many || !mapping.includes(name)));
    mapping.push(fitting?.name ?? null);
  }
  return mapping;
}

/** One known field or none for each column, and none twice that takes one value. */
export function isMappingOf(headers: readonly string[], mapping: readonly (string | null)[]): boolean {
  const single = mapping.filter((name) => name !== null && taskImportField(name)?.many !== true);
  return (
    mapping.length === headers.length &&
    single.every((name) => name !== null && taskImportField(name) !== undefined) &&
    new Set(single).size === single.length
  );
}

/** Columns that become nothing, by the name they have in the file. */
export function columnsLeftOut(headers: readonly string[], mapping: readonly (string | null)[]): string[] {
  return [...new Set(headers.filter((_, index) => mapping[index] === null).map(unnumbered))];
}
