import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** One check taken out of one file. */
export interface SourceMutant {
  /** From the root of the repository. */
  readonly file: string;
  readonly line: number;
  /** What was done, in a few words. */
  readonly what: string;
  /** The file's whole text, with the check gone. */
  readonly text: string;
  /** The suites that could notice, smallest first. */
  readonly suites: readonly string[];
}

interface Operator {
  readonly what: string;
  /** Globs, from the root of the repository. */
  readonly files: readonly string[];
  readonly find: RegExp;
  /** What takes the place of a match; null leaves this one alone. */
  replace(match: RegExpMatchArray): string | null;
  /** Imports what the replacement needs, where it needs something. */
  readonly append?: (file: string) => string;
}

/** The files whose refusals are about who somebody is and what they may, rather than about the state of a record. */
const guards = [
  "packages/api/src/kernel/{context,procedure}.ts",
  "packages/api/src/org/person.ts",
  "packages/auth/src/{api-key,authenticate,impersonation,own-hands,refresh-token,session,session-list,token}.ts",
  "packages/services/src/kernel/{access,context,membership}.ts",
  "packages/services/src/org/{api-key,member,member-authority}.ts",
  "packages/services/src/platform/{membership,tenant-removal}.ts",
];
/** Where a condition of a look-up decides who comes in; elsewhere it decides what a list shows. */
const conditions = [
  "packages/auth/src/{api-key,refresh-token,user-token}.ts",
  "packages/services/src/org/member-authority.ts",
  "packages/services/src/platform/{membership,tenant-removal}.ts",
];
const routers = ["packages/api/src/{auth,crm,operator,org,user}/*.ts"];
const rules = ["packages/{api,auth,services}/src/**/*.ts"];

const everybodyMay = "org.tenant.read";
const required = [
  "requirePermission",
  "requireOwnHands",
  "requirePerson",
  "requireMayGrant",
  "requireAuthorityOver",
  "requireOwnersRemain",
  "requireOwn",
  "ownRows",
];

const operators: readonly Operator[] = [
  {
    what: "a permission everybody has",
    files: routers,
    find: /\bcan\("([\w.]+)"\)/g,
    replace: ([, permission]) => (permission === everybodyMay ? null : `can("${everybodyMay}")`),
  },
  weakerGuard("operatorProcedure", "userProcedure"),
  weakerGuard("userProcedure", "publicProcedure"),
  {
    what: "the call removed",
    files: rules,
    find: new RegExp(`(?<!function |\\* |\\w)(${required.join("|")})\\(`, "g"),
    // What the call would have been given is still worked out, and nobody is asked.
    replace: () => "void (",
  },
  {
    what: "the refusal removed",
    files: guards,
    find: /\bif \((.+)\) (throw (?:new AppError\("(?:FORBIDDEN|UNAUTHENTICATED)"|accessRefused|refused)|\{\s+throw new AppError\("(?:FORBIDDEN|UNAUTHENTICATED)"|return \{ kind:)/g,
    replace: ([, , then]) => `if (false) ${then}`,
  },
  {
    what: "the condition removed",
    files: conditions,
    find: /\bisNull\(\w+\.(?:disabledAt|removedAt|revokedAt|usedAt)\)|\beq\(user\.operator, true\)|\bgt\(\w+\.expiresAt, sql`now\(\)`\)/g,
    replace: () => "undefined",
  },
  {
    what: "the scopes of a key not asked",
    files: ["packages/services/src/kernel/access.ts"],
    find: /subject\.scopes\.has\(permission\)|scopes \? (?=new Set)/g,
    replace: ([found]) => (found.startsWith("scopes") ? "false ? " : "true"),
  },
  {
    what: "the end of a session not asked",
    files: ["packages/auth/src/session.ts"],
    find: /(?<=eq\(session\.id, sessionId\), )isLive\(\)|isNull\(user\.disabledAt\)|isOperator(?=\)\) return null)|!by\?\.operator|(?<= )by\.disabledAt/g,
    replace: ([found]) => (/^is(?:Null|Live)/.test(found) ? "undefined" : "false"),
  },
  {
    what: "the claim not compared",
    files: ["packages/auth/src/session.ts", "packages/auth/src/token.ts"],
    find: /live\.userId !== userId|live\.expiresAt\.getTime\(\) <= Date\.now\(\)|\n\s+(?:audience|typ: type),(?=\n)/g,
    replace: ([found]) => (found.startsWith("live") ? "false" : ""),
  },
];

/** One procedure made with a guard that asks for less. */
function weakerGuard(strong: string, weak: string): Operator {
  return {
    what: `${weak} in place of ${strong}`,
    files: routers,
    find: new RegExp(`(?<=: )${strong}\\b`, "g"),
    replace: () => "mutantProcedure",
    append: () => `\nimport { ${weak} as mutantProcedure } from "../kernel/procedure.ts";\n`,
  };
}

/** Every mutant there is, in the order of the files. Throws when an operator finds nothing any more to work on. */
export function sourceMutants(root: string): SourceMutant[] {
  return operators.flatMap((operator) => {
    const mutants = filesOf(root, operator.files).flatMap((file) => mutantsOf(root, file, operator));
    if (mutants.length === 0) throw new Error(`Nothing to mutate: ${operator.what} (${operator.find})`);
    return mutants;
  });
}

function filesOf(root: string, patterns: readonly string[]): string[] {
  return patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter((file) => !/\.test\.ts$|\/(?:contract|testing|demo)\//.test(file))
    .toSorted();
}

function mutantsOf(root: string, file: string, { what, find, replace, append }: Operator): SourceMutant[] {
  const source = readFileSync(join(root, file), "utf8");
  return [...source.matchAll(find)].flatMap((match) => {
    const replacement = replace(match);
    // A comment checks nothing.
    const lineStart = source.lastIndexOf("\n", match.index) + 1;
    if (replacement === null || /^\s*(?:\*|\/\/)/.test(source.slice(lineStart, match.index + 1))) return [];
    const end = match.index + match[0].length;
    return {
      file,
      line: source.slice(0, match.index).split("\n").length,
      what: `${match[0].trim().replace(/\s+/g, " ").slice(0, 60)} → ${what}`,
      text: source.slice(0, match.index) + replacement + source.slice(end) + (append?.(file) ?? ""),
      suites: suitesOf(root, file),
    };
  });
}

/**
 * The smallest suites that could notice a change of the file: a router says who may call what in the matrix, kernels are
 * what every attack meets, and a rule has tests beside it.
 */
function suitesOf(root: string, file: string): string[] {
  const [, project = "", folder = ""] = /^packages\/(\w+)\/src\/(.*)\//.exec(`${file}`) ?? [];
  const isRouter = project === "api" && folder !== "kernel" && basename(file) !== "person.ts";
  const resource = basename(file, ".ts").split("-")[0] ?? "";
  const beside = [resource, basename(dirname(file))].flatMap((name) =>
    globSync(`${dirname(file)}/${name}*.test.ts`, { cwd: root }),
  );
  const suites = new Set([...beside.toSorted(), ...(testsElsewhere[file] ?? [])]);
  return [...(isRouter ? ["matrix"] : []), "attack", ...suites];
}

/** Tests of a rule that are not named like its file. */
const testsElsewhere: Readonly<Record<string, readonly string[]>> = {
  "packages/auth/src/refresh-token.ts": ["packages/auth/src/token.test.ts"],
  "packages/auth/src/user-token.ts": ["packages/auth/src/password-reset.test.ts", "packages/auth/src/sign-up.test.ts"],
  "packages/services/src/crm/import/permissions.ts": ["packages/services/src/crm/import/import.test.ts"],
  "packages/services/src/org/invitation.ts": ["packages/services/src/platform/invitation.test.ts"],
};
