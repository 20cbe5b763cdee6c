import { type AccessChange, accessChannel } from "@steward/contracts/auth/access-change";
import { sql } from "drizzle-orm";
import type { ServiceContext } from "./context.ts";

/** Tells every process, with the commit of the running transaction, to forget what it remembers of somebody's access. */
export async function announceAccessChange(ctx: Pick<ServiceContext, "db">, change: AccessChange): Promise<void> {
  await ctx.db.execute(sql`select pg_notify(${accessChannel}, ${JSON.stringify(change)})`);
}
