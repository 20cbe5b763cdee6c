import { type BuildColumns, type BuildExtraConfigColumns, getTableName, type SQL, sql } from "drizzle-orm";
import {
  type PgColumnBuilderBase,
  type PgTableExtraConfigValue,
  type PgTableWithColumns,
  pgPolicy,
  pgTable,
  primaryKey,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { uuidv7 } from "../../uuid.ts";
import { tenant } from "../org/tenant.ts";
import { appRole, systemRole } from "./role.ts";

/**
 * The tenant of the running transaction. Wrapped in a scalar sub-select where it filters rows, so that the
 * planner evaluates it once and can use it as an index condition.
 */
export const currentTenantId: SQL = sql`(nullif(current_setting('app.tenant_id', true), '')::uuid)`;
const ownRow = sql`tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)`;

const tenantColumns = {
  tenantId: uuid("tenant_id")
    .notNull()
    .default(currentTenantId)
    .references(() => tenant.id, { onDelete: "cascade" }),
  id: uuid("id").notNull().$defaultFn(uuidv7),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
};
type TenantColumns = typeof tenantColumns;

/** What the cross-tenant role may do with the rows of a tenant table; "append" is reading and adding. */
export type SystemAccess = "none" | "read" | "append" | "write";

/** Every table made by `tenantTable`, by its name in the database: what the security step and the catalogue test walk. */
export const tenantTables = new Map<string, { system: SystemAccess; appendOnly: boolean }>();

function systemPolicies(table: string, system: SystemAccess) {
  const everyRow = { to: systemRole, using: sql`true` };
  const readable = pgPolicy(`${table}_system`, { for: "select", ...everyRow });
  switch (system) {
    case "none":
      return [];
    case "read":
      return [readable];
    case "append":
      return [readable, pgPolicy(`${table}_system_append`, { for: "insert", to: systemRole, withCheck: sql`true` })];
    case "write":
      return [pgPolicy(`${table}_system`, { for: "all", ...everyRow, withCheck: sql`true` })];
  }
}

interface TenantTableOptions {
  /** Access of the cross-tenant role; "none" unless sign-in, the console or the worker needs the table. */
  system?: SystemAccess;
  /** The app's role may insert and read, never change or delete: history. */
  appendOnly?: boolean;
}

/**
 * A table whose every row belongs to one tenant: `tenant_id` (filled in by the database from the running
 * transaction), primary key `(tenant_id, id)`, and a row level security policy for reads and writes.
 * Foreign keys to other tenant tables must be composite and start with `tenantId`.
 */
export function tenantTable<Name extends string, Columns extends Record<string, PgColumnBuilderBase>>(
  name: Name,
  columns: Columns,
  extras: (table: BuildExtraConfigColumns<Name, Columns & TenantColumns, "pg">) => PgTableExtraConfigValue[] = () => [],
  { system = "none", appendOnly = false }: TenantTableOptions = {},
): PgTableWithColumns<{
  name: Name;
  schema: undefined;
  columns: BuildColumns<Name, Columns & TenantColumns, "pg">;
  dialect: "pg";
}> {
  const table = pgTable(name, { ...tenantColumns, ...columns }, (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    pgPolicy(`${name}_tenant`, { for: "all", to: appRole, using: ownRow, withCheck: ownRow }),
    ...systemPolicies(name, system),
    ...extras(t as never),
  ]);
  tenantTables.set(getTableName(table), { system, appendOnly });
  return table as never;
}
