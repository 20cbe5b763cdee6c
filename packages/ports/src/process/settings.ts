import { z } from "zod";

/** A process cannot start as it is set up. Its message is the sentence to show, without a stack. */
export class SettingsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SettingsError";
  }
}

const maxPort = 65_535;

/** A TCP port; 0 lets the system choose one. */
export function portSetting(fallback: number) {
  return z.coerce
    .number("is not a number")
    .int("is not a whole number")
    .min(0, "is not a port")
    .max(maxPort, "is not a port")
    .default(fallback)
    .describe(`a port between 1 and ${maxPort}, for example ${fallback}`);
}

/** Where a database is, with its user and password. */
export const databaseUrlSetting = z
  .string()
  .refine((text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol), "is not a PostgreSQL URL")
  .describe("postgres://user:password@host:5432/database");

/** The address of a site, without a path. */
export const originSetting = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), "is not an http(s) address")
  .transform((text) => new URL(text).origin)
  .describe("an address such as https://steward.example");

/** Signs sessions and tokens; the same in every process of an installation. */
export const secretSetting = z
  .string()
  .min(32, "is shorter than 32 characters")
  .describe("at least 32 random characters, for example from `openssl rand -base64 48`");

/**
 * Reads a process' settings from its environment. An empty variable counts as unset, as in a compose file.
 * @throws {SettingsError} one sentence for each setting that is missing or wrong, saying what to set it to.
 */
export function readSettings<Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<z.ZodObject<Shape>> {
  const given = Object.fromEntries(Object.keys(shape).map((name) => [name, environment[name]?.trim() || undefined]));
  const result = z.object(shape).safeParse(given);
  if (result.success) return result.data;
  const wrong = new Map(result.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
  const sentences = [...wrong].map(([name, message]) => {
    const problem = given[name] === undefined ? "is missing" : message;
    return `${name} ${problem}: set it to ${descriptionOf(shape[name])}.`;
  });
  throw new SettingsError(sentences.join("\n"));
}

function descriptionOf(schema: unknown): string {
  return (schema instanceof z.ZodType && schema.description) || "a valid value";
}
