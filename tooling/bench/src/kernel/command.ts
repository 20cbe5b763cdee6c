import { parseArgs } from "node:util";
import { type Kind, kinds } from "./registry.ts";

/** What the command line asks for. */
export interface Command {
  readonly kind: Kind;
  readonly names: readonly string[];
  readonly list: boolean;
  readonly json: string | null;
}

/** A command line nobody can follow; its message is one sentence that says what to type. */
export class UsageError extends Error {}

/** Reads `bench|proof [NAME…] [--list] [--json FILE]`. Throws `UsageError`. */
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
    json: values.json ?? null,
  };
}

function parse(kind: Kind, args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { list: { type: "boolean" }, json: { type: "string" } },
    });
  } catch {
    throw new UsageError(`Use: npm run ${kind} -- [NAME…] [--list] [--json FILE].`);
  }
}
