import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import * as schema from "../schema/index.ts";
import { searchRoleName } from "./roles.ts";
import { searchableTables, searchScopes } from "./search-function.ts";

/** Who may do what with one table, as in GRANT (`SELECT`, `SELECT (id)`); a grantee without an entry has nothing. */
export type TablePrivileges = ReadonlyMap<string, ReadonlySet<string>>;

const read = ["SELECT"];
const append = ["SELECT", "INSERT"];
/** What is old only (see `historyStatements`). */
const forget = [...append, "DELETE"];
const write = ["SELECT", "INSERT", "UPDATE", "DELETE"];
const bySystemAccess = { none: [], read, append, write } as const;

/**
 * The tables that belong to no tenant. `tenant` itself is among them: the app's role reads, changes and makes its own
 * row (its policy lets none but the transaction's own tenant be made, so that an organisation and what stands in it begin
 * in one transaction). It may add to its own organisation's mail; everything else is for the cross-tenant role only.
 */
export const globalTables: ReadonlySet<string> = new Set(
  Object.values(schema)
    .flatMap((value) => (is(value, PgTable) ? [getTableName(value)] : []))
    .filter((name) => !schema.tenantTables.has(name)),
);

/** The privileges every table of the schema shall have, by table name: the one place where they are decided. */
export function declaredPrivileges(): ReadonlyMap<string, TablePrivileges> {
  const declared = new Map<string, TablePrivileges>();
  for (const name of globalTables) {
    const roles = new Map([["steward_system", new Set(name === "security_event" ? forget : write)]]);
    if (name === "tenant") roles.set("steward_app", new Set(["SELECT", "INSERT", "UPDATE"]));
    if (name === "mail_message") roles.set("steward_app", new Set(["INSERT"]));
    declared.set(name, roles);
  }
  for (const [name, { system, appendOnly }] of schema.tenantTables) {
    const roles = new Map([["steward_app", new Set(appendOnly ? append : write)]]);
    if (system !== "none") roles.set("steward_system", new Set(bySystemAccess[system]));
    if (searchableTables.has(name)) {
      const read = ["tenant_id", "id", "search_text", ...[searchScopes.get(name) ?? []].flat()];
      roles.set(searchRoleName, new Set(read.map((column) => `SELECT (${column})`)));
    }
    declared.set(name, roles);
  }
  return declared;
}

/** The roles whose privileges the security step decides; what other roles hold is their administrator's business. */
export const governedRoles = ["public", "steward_app", "steward_system", searchRoleName] as const;
