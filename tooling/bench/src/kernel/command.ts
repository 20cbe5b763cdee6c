import { parseArgs } from "node:util";
import { type Kind, kinds } from "./registry.ts";
import type { Measure } from "./report.ts";

/** What the command line asks for. */
export interface Command {
  readonly kind: Kind;
  readonly names: readonly string[];
  readonly list: boolean;
  /** Parts of the measures, where not all of them shall run. */
  readonly only: readonly string[];
  readonly json: string | null;
}

/** A command line nobody can follow; its message is one sentence that says what to type. */
export class UsageError extends Error {}

/** Reads `bench|proof [NAME…] [--only PART]… [--list] [--json FILE]`. Throws `UsageError`. */
export function parseCommand(args: readonly string[], known: (kind: Kind) => readonly string[]): Command {
  const [first, ...rest] = args.filter((arg) => arg !== "--");
  const kind = kinds.find((name) => name === first);
  if (!kind) throw new UsageError("Say what to run: bench or proof.");
  const { values, positionals } = parse(kind, rest);
  const names = known(kind);
  const stranger = positionals.find((name) => !names.includes(name));
  if (stranger !== undefined) {
    throw new UsageError(`There is no ${kind} called "${stranger}"; there are: ${names.join(", ")}.`);
  }
  return {
    kind,
    names: positionals.length > 0 ? [...new Set(positionals)] : names,
    list: values.list ?? false,
    only: values.only ?? [],
    json: values.json ?? null,
  };
}

function parse(kind: Kind, args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { list: { type: "boolean" }, only: { type: "string", multiple: true }, json: { type: "string" } },
    });
  } catch {
    throw new UsageError(`Use: npm run ${kind} -- [NAME…] [--only PART]… [--list] [--json FILE].`);
  }
}

/** The parts of a measure that were asked for. Throws `UsageError` for one it does not have. */
export function partsOf({ name, parts = [] }: Measure, only: readonly string[]): ReadonlySet<string> {
  const stranger = only.find((part) => !parts.includes(part));
  if (stranger === undefined) return new Set(only.length > 0 ? only : parts);
  const known = parts.length > 0 ? `there are: ${parts.join(", ")}` : "it has none";
  throw new UsageError(`"${name}" has no part called "${stranger}"; ${known}.`);
}
