import type { TenantDb } from "@steward/db";
import { sql } from "drizzle-orm";

/**
 * Takes the right to run or undo an import until the transaction ends; false where another process has it. A process that
 * dies loses it with its connection, so nothing stays locked.
 */
export async function lockRun(db: TenantDb, importId: string): Promise<boolean> {
  const key = `crm.import:${importId}`;
  const { rows } = await db.execute<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) as locked`,
  );
  return rows[0]?.locked === true;
}
