import type { ImportDateOrder } from "@steward/contracts/kernel/import-file";
import type { CustomFieldKind, CustomValue } from "@steward/contracts/projects/task";
import { readDate } from "../../import-file/index.ts";
import type { IncomingTask } from "./read/incoming-task.ts";

/** A field of a project, there already or to be added; `id` is null until it is. */
export interface KnownField {
  id: string | null;
  name: string;
  kind: CustomFieldKind;
  options: readonly string[];
}

const maxFieldName = 80;
const maxValue = 1_000;

/** Names that differ in capitals alone are one name. */
export const nameKey = (name: string): string => name.trim().toLowerCase();

/**
 * The fields that a file's answers want, by `nameKey`, with those that the project has in place of new ones. What a new one
 * asks for is what all its answers are: figures, days, or else words.
 */
export function wantedFields(
  tasks: readonly IncomingTask[],
  there: readonly KnownField[],
  order: ImportDateOrder,
): Map<string, KnownField> {
  const known = new Map(there.map((field) => [nameKey(field.name), field]));
  const answers = new Map<string, { name: string; values: string[] }>();
  for (const { name, value } of tasks.flatMap(({ own }) => own)) {
    const key = nameKey(name);
    const found = answers.get(key) ?? { name: name.slice(0, maxFieldName).trim(), values: [] };
    found.values.push(value);
    answers.set(key, found);
  }
  return new Map(
    [...answers].map(([key, { name, values }]) => {
      const field = known.get(key) ?? known.get(nameKey(name));
      return [key, field ?? { id: null, name, kind: kindOf(values, order), options: [] }];
    }),
  );
}

function kindOf(values: readonly string[], order: ImportDateOrder): CustomFieldKind {
  if (values.every((value) => readNumber(value) !== undefined)) return "number";
  return values.every((value) => readDate(value, order) !== undefined) ? "date" : "text";
}

/** `5`, `5.0`, `1,5`, `-2`; undefined for anything else. */
function readNumber(text: string): number | undefined {
  return /^[+-]?\d{1,15}(?:[.,]\d{1,9})?$/.test(text.trim()) ? Number(text.trim().replace(",", ".")) : undefined;
}

const yes = /^(?:yes|true|x|1|done|ticked|✓)$/i;
const no = /^(?:no|false|0)$/i;

/** What a cell answers to a field; undefined where it is no answer to it. */
export function valueFor(
  { kind, options }: Pick<KnownField, "kind" | "options">,
  text: string,
  order: ImportDateOrder,
): CustomValue | undefined {
  switch (kind) {
    case "text":
      return text.length > maxValue ? undefined : text;
    case "number":
      return readNumber(text);
    case "date":
      return readDate(text, order);
    case "choice":
      return options.find((option) => nameKey(option) === nameKey(text));
    case "checkbox":
      return yes.test(text) ? true : no.test(text) ? false : undefined;
  }
}
