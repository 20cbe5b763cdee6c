import * as schema from "@steward/db/schema";
import { is, type SQL, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { getTableConfig, type PgColumn, PgDialect, PgTable } from "drizzle-orm/pg-core";
import { Pool } from "pg";
import type { TestTenant } from "./two-tenants.ts";

/** Columns that a check constraint wants empty although they could hold a value. */
const leftEmpty: Record<string, readonly string[]> = {
  crm_tagging: ["contact_id", "deal_id", "lead_id"],
  crm_deal: ["closed_on"],
};

/** Columns that no two organisations may have the same value in. */
const uniqueEverywhere: ReadonlySet<string> = new Set(["api_key.key_hash", "invitation.token_hash"]);

/** Columns that a check constraint wants a value in although they could be empty. */
const alsoFilled: Record<string, readonly string[]> = { time_entry: ["minutes"] };

/** Columns that name another record than the one beside them: nothing depends on, or stands in for, itself. */
const ofAnother: ReadonlySet<string> = new Set([
  "projects_dependency.successor_id",
  "approvals_delegation.delegate_id",
]);

/** A calendar has a day that is worked. */
const workedWeek = [[{ from: 540, to: 1020 }], [], [], [], [], [], []];

/** Columns of JSON that hold a list. */
const lists: ReadonlySet<string> = new Set([
  "crm_import.mapping",
  "crm_import.notices",
  "crm_import_row.cells",
  "projects_import.label_ids",
  "projects_import.mapping",
  "projects_import.notices",
  "projects_import_row.content",
]);

/** Every table whose rows belong to a tenant, as drizzle knows it. */
export const tenantTableObjects: PgTable[] = Object.values(schema as Record<string, unknown>)
  .filter((value): value is PgTable => is(value, PgTable))
  .filter((table) => schema.tenantTables.has(getTableConfig(table).name));

/**
 * Puts one row with the same id into every tenant table of a tenant, all references pointing at that id: whatever
 * kind of record a procedure asks for, it exists there. Foreign keys are suspended meanwhile, because the rows refer
 * to each other in circles.
 *
 * Rows that are there already stay as they are.
 *
 * @param ownerUrl of a superuser
 * @param text what stands in every text of the rows
 */
export async function insertSampleRows(
  ownerUrl: string,
  tenant: Pick<TestTenant, "id">,
  id: string,
  text = "sample",
): Promise<void> {
  const sample = { tenantId: tenant.id, id, text };
  const inserts = tenantTableObjects.map((table) => asText(insertSample(table, sample)));
  // Statements in one message are one transaction, and one round trip.
  const statements = ["set local session_replication_role = replica", ...inserts].join(";\n");
  await asSuperuser(ownerUrl, (pool) => pool.query(statements));
}

const asText = (statement: SQL) => new PgDialect().sqlToQuery(statement.inlineParams()).sql;

/** A fingerprint of everything a tenant owns: equal before and after means that nobody touched any of it. */
export async function tenantFingerprint(ownerUrl: string, tenantId: string): Promise<Record<string, string>> {
  // Named, so that a connection plans it once: planning takes longer than reading.
  const query = { name: "fingerprint", text: fingerprints, values: [tenantId] };
  const { rows } = await asSuperuser(ownerUrl, (pool) => pool.query<{ name: string; print: string }>(query));
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
}

const fingerprints = tenantTableObjects
  .map((table) => {
    const { name } = getTableConfig(table);
    const print = "count(*) || ':' || coalesce(md5(string_agg(t::text, ';' order by t.id)), '')";
    return `select '${name}' as name, ${print} as print from "${name}" t where t.tenant_id = $1::uuid`;
  })
  .join(" union all ");

/**
 * The rows of a tenant that point at, or are, one of the given ids in any column that holds ids: a sentence per table and
 * column.
 */
export async function referencesTo(ownerUrl: string, tenantId: string, ids: readonly string[]): Promise<string[]> {
  const columns = tenantTableObjects.flatMap((table) => {
    const { name, columns: all } = getTableConfig(table);
    return all.filter(({ columnType }) => columnType === "PgUUID").map((column) => ({ name, column: column.name }));
  });
  const counts = columns.map(
    ({ name, column }) => sql`select ${`${name}.${column}`} as place, count(*)::int as rows from ${sql.identifier(name)}
      where tenant_id = ${tenantId}::uuid and ${sql.identifier(column)} = any (${`{${ids.join(",")}}`}::uuid[])`,
  );
  const { rows } = await asSuperuser(ownerUrl, (pool) =>
    drizzle(pool).execute<{ place: string; rows: number }>(sql.join(counts, sql` union all `)),
  );
  return rows.filter((found) => found.rows > 0).map((found) => `${found.place} points there ${found.rows} times`);
}

const pools = new Map<string, Pool>();

/** A connection to each database that lasts from one look to the next: a new one has all its tables to learn about. */
function asSuperuser<T>(ownerUrl: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  const known = pools.get(ownerUrl);
  if (known) return work(known);
  const pool = new Pool({ connectionString: ownerUrl, max: 1, idleTimeoutMillis: 1_000, allowExitOnIdle: true });
  // The database may be dropped while the connection rests; the next one says so.
  pool.on("error", () => {});
  pools.set(ownerUrl, pool);
  return work(pool);
}

interface Sample {
  readonly tenantId: string;
  readonly id: string;
  readonly text: string;
}

function insertSample(table: PgTable, { tenantId, id, text }: Sample): SQL {
  const { name, columns } = getTableConfig(table);
  const filled = columns.filter(
    (column) =>
      !column.generated &&
      !leftEmpty[name]?.includes(column.name) &&
      (column.columnType === "PgUUID" ||
        (column.notNull && !column.hasDefault) ||
        alsoFilled[name]?.includes(column.name)),
  );
  const values = filled.map((column) => {
    if (column.name === "tenant_id") return sql`${tenantId}::uuid`;
    if (uniqueEverywhere.has(`${name}.${column.name}`)) return sql`${`${tenantId} ${id}`}::text`;
    return sampleValue(name, column, { tenantId, id, text });
  });
  const names = filled.map((column) => sql.identifier(column.name));
  return sql`insert into ${sql.identifier(name)} (${sql.join(names, sql`, `)}) values (${sql.join(values, sql`, `)})
    on conflict do nothing`;
}

function sampleValue(table: string, column: PgColumn, { id, text }: Sample): SQL {
  if (ofAnother.has(`${table}.${column.name}`)) return sql`gen_random_uuid()`;
  if (column.columnType === "PgUUID") return sql`${id}::uuid`;
  if (table === "org_business_calendar" && column.name === "week") return sql`${JSON.stringify(workedWeek)}::jsonb`;
  // A Monday: weeks begin on one.
  if (column.columnType === "PgDateString") return sql`'2026-11-16'::date`;
  if (table === "projects_project" && column.name === "key") return sql`${projectKeyOf(id)}`;
  if (column.enumValues?.[0]) return sql`${column.enumValues[0]}`;
  switch (column.dataType) {
    case "string":
    case "custom":
      return sql`${column.name === "currency" ? "USD" : text}`;
    case "number":
      return sql`1`;
    case "boolean":
      return sql`false`;
    case "date":
      return sql`now()`;
    case "json":
      return lists.has(`${table}.${column.name}`) ? sql`'[]'::jsonb` : sql`'{}'::jsonb`;
    case "array":
      return sql`'{}'`;
    default:
      throw new Error(`No sample value for ${table}.${column.name} (${column.dataType})`);
  }
}

/** A key of the form that projects have, of its own for each id. */
const projectKeyOf = (id: string) => `K${id.replaceAll("-", "").slice(-9).toUpperCase()}`;
