import type { z } from "zod";

export { humanise } from "@steward/contracts/kernel/words";

type Shape = Readonly<Record<string, z.core.$ZodType>>;

function accepts(schema: z.core.$ZodType, value: unknown): boolean {
  const result = schema["~standard" as keyof typeof schema] as unknown as
    | { validate: (value: unknown) => { issues?: unknown } | Promise<unknown> }
    | undefined;
  const answer = result?.validate(value);
  return answer !== undefined && !(answer instanceof Promise) && !answer.issues;
}

function isText(schema: z.core.$ZodType): boolean {
  return schema._zod.def.type === "string";
}

/** Whether a person has to fill this in: the schema refuses it absent, null, empty and unticked alike. */
export function isRequired(schema: z.core.$ZodType): boolean {
  return ![undefined, null, "", [], false].some((empty) => accepts(schema, empty));
}

/**
 * What an emptied input means to a schema: null where null may be stored (a cleared field), absent where the
 * field is optional, otherwise the empty value itself, so that the schema can say what is missing.
 */
export function emptyValue(schema: z.core.$ZodType, value: unknown): unknown {
  if (value !== "" && value !== null && value !== undefined) return value;
  if (value === undefined && accepts(schema, undefined)) return undefined;
  if (accepts(schema, null)) return null;
  if (accepts(schema, undefined)) return undefined;
  if (value !== undefined) return value;
  // A field nobody touched. Text gets the empty text, so that the schema's own message for it is said.
  const empties: readonly unknown[] = ["", [], false];
  return empties.find((empty) => accepts(schema, empty)) ?? (isText(schema) ? "" : undefined);
}

/** Form values as the schema wants them: emptied inputs become what the field calls empty. */
export function prepareValues(shape: Shape, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const prepared: Record<string, unknown> = { ...values };
  for (const [name, schema] of Object.entries(shape)) {
    const value = emptyValue(schema, values[name]);
    if (value === undefined) delete prepared[name];
    else prepared[name] = value;
  }
  return prepared;
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The first message per field path; issues of the whole form stand under the empty path. */
export function issuesToErrors(issues: readonly Issue[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of issues) {
    const path = issue.path.map(String).join(".");
    errors[path] ??= issue.message;
  }
  return errors;
}

/** Splits a server's messages into those a shown field can carry and those the form has to say above. */
export function placeErrors(
  names: readonly string[],
  fields: Readonly<Record<string, string>>,
): { placed: Record<string, string>; unplaced: string[] } {
  const placed: Record<string, string> = {};
  const unplaced: string[] = [];
  for (const [path, message] of Object.entries(fields)) {
    const root = path.split(".")[0] ?? "";
    if (names.includes(root)) placed[path] = message;
    else unplaced.push(message);
  }
  return { placed, unplaced };
}
