import { type AccessChange, accessChannel } from "@steward/contracts/auth/access-change";
import type { SystemDb } from "@steward/db/system";
import { sql } from "drizzle-orm";

/**
 * Tells every process that access changed, with the commit of the caller's transaction: before it nobody may look again
 * and find the old state, after it nobody may go on with what they remember.
 */
export async function announceAccessChange(db: Pick<SystemDb, "execute">, change: AccessChange): Promise<void> {
  await db.execute(sql`select pg_notify(${accessChannel}, ${JSON.stringify(change)})`);
}
