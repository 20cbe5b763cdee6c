import { readFileSync, writeFileSync } from "node:fs";

/** The five reads of a page, and what else is asked for: by the name under which contestants know them. */
export const reads = {
  list: { limit: 50 },
  names: { limit: 20 },
  newest: { limit: 10, sort: { field: "createdAt", direction: "desc" } },
  changed: { limit: 10, sort: { field: "updatedAt", direction: "desc" } },
  industry: { limit: 10, filter: { industry: ["Retail"] } },
} as const;
export type ListName = keyof typeof reads;
export const isListName = (name: string): name is ListName => name in reads;

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What every contestant is told; written to a file, because contestants are processes of their own. */
export interface Fixture {
  /** As the superuser, past every policy. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly systemUrl: string;
  readonly secret: string;
  readonly tenant: { readonly id: string; readonly slug: string };
  readonly memberId: string;
  /** The member as an owner of accounts. */
  readonly salespersonId: string;
  readonly accessToken: string;
  /** Signs the access token, base64. */
  readonly accessKey: string;
  readonly accountId: string;
  /** What the product sends for each read, statement by statement: contestants send the same. */
  readonly statements: Readonly<Record<ListName | "byId", readonly Statement[]>>;
}

const fixtureVariable = "STEWARD_BENCH_FIXTURE";

export function writeFixture(file: string, fixture: Fixture): NodeJS.ProcessEnv {
  writeFileSync(file, JSON.stringify(fixture), { mode: 0o600 });
  return { [fixtureVariable]: file };
}

/** What this contestant was told. */
export function readFixture(): Fixture {
  return JSON.parse(readFileSync(process.env[fixtureVariable] ?? "", "utf8"));
}
