import * as schema from "@steward/db/schema";
import { is, type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgColumn, PgTable } from "drizzle-orm/pg-core";

/** Columns that a check constraint wants empty although they could hold a value. */
const leftEmpty: Record<string, readonly string[]> = {
  crm_tagging: ["contact_id", "deal_id", "lead_id"],
  crm_deal: ["closed_on"],
};

/** Every table whose rows belong to a tenant, as drizzle knows it. */
export const tenantTableObjects: PgTable[] = Object.values(schema as Record<string, unknown>)
  .filter((value): value is PgTable => is(value, PgTable))
  .filter((table) => schema.tenantTables.has(getTableConfig(table).name));

/**
 * Statements that put one row with the same id into every tenant table of a tenant, all references pointing at that
 * id: whatever kind of record a procedure asks for, it exists there. Run them in one transaction as a superuser;
 * the first one suspends foreign keys, because the rows refer to each other in circles.
 *
 * @param userId an existing user, for columns that point at the global table
 */
export function sampleRows(tenantId: string, id: string, userId: string): SQL[] {
  return [
    sql`set local session_replication_role = replica`,
    ...tenantTableObjects.map((table) => insertSample(table, tenantId, id, userId)),
  ];
}

function insertSample(table: PgTable, tenantId: string, id: string, userId: string): SQL {
  const { name, columns } = getTableConfig(table);
  const filled = columns.filter(
    (column) =>
      !column.generated &&
      !leftEmpty[name]?.includes(column.name) &&
      (column.columnType === "PgUUID" || (column.notNull && !column.hasDefault)),
  );
  const values = filled.map((column) => {
    if (column.name === "tenant_id") return sql`${tenantId}::uuid`;
    if (column.name === "user_id") return sql`${userId}::uuid`;
    return sampleValue(name, column, id);
  });
  const names = filled.map((column) => sql.identifier(column.name));
  return sql`insert into ${sql.identifier(name)} (${sql.join(names, sql`, `)}) values (${sql.join(values, sql`, `)})`;
}

function sampleValue(table: string, column: PgColumn, id: string): SQL {
  if (column.columnType === "PgUUID") return sql`${id}::uuid`;
  if (column.enumValues?.[0]) return sql`${column.enumValues[0]}`;
  switch (column.dataType) {
    case "string":
      return sql`${column.name === "currency" ? "USD" : "sample"}`;
    case "number":
      return sql`1`;
    case "boolean":
      return sql`false`;
    case "date":
      return sql`now()`;
    case "json":
      return sql`'{}'::jsonb`;
    case "array":
      return sql`'{}'`;
    default:
      throw new Error(`No sample value for ${table}.${column.name} (${column.dataType})`);
  }
}
