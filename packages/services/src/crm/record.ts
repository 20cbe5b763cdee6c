import type { RecordKind } from "@steward/contracts/crm/record";
import { account, contact, deal, lead } from "@steward/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";

const tables = { account, contact, deal, lead };

/**
 * The ids under which things hang on a record: its own and, of an account, those of the accounts merged into it, directly
 * or in a row. None where there is no such record, or it was removed.
 */
export async function recordIds(ctx: ServiceContext, kind: RecordKind, id: string): Promise<string[]> {
  const table = tables[kind];
  const [found] = await ctx.db
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.id, id), isNull(table.deletedAt)));
  if (!found) return [];
  return kind === "account" ? withMerged(ctx, id) : [id];
}

async function withMerged(ctx: ServiceContext, id: string): Promise<string[]> {
  const ids = new Set([id]);
  for (const survivorId of ids) {
    const rows = await ctx.db.select({ id: account.id }).from(account).where(eq(account.mergedIntoId, survivorId));
    for (const row of rows) ids.add(row.id);
  }
  return [...ids];
}
