import { type SQL, sql } from "drizzle-orm";

/**
 * A subquery about the row around it, as a column of a select from one table. Drizzle writes the columns of such a select
 * without their table, and would make `member.tenant_id = tenant.id` a comparison of the member with itself; inside
 * another piece of SQL it leaves them as they are.
 */
export function correlated<Value>(query: SQL): SQL<Value> {
  return sql<Value>`${query}`;
}
