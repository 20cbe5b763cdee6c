import { account } from "@steward/db/schema";
import { sql } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";

/** Accounts and the ids of those above them. */
export type Lineage = ReadonlyMap<string, readonly string[]>;

/** Who stands above each of these accounts, itself not included. */
export async function lineageOf(ctx: ServiceContext, ids: readonly string[]): Promise<Lineage> {
  if (ids.length === 0) return new Map();
  const { rows } = await ctx.db.execute<{ start: string; above: string }>(sql`
    with recursive line as (
      select id as start, id, parent_id from ${account} where id = any(${sql.param([...ids])}::uuid[])
      union
      select line.start, parent.id, parent.parent_id from ${account} parent join line on parent.id = line.parent_id
    )
    select start, parent_id as above from line where parent_id is not null`);
  const lineage = new Map<string, string[]>();
  for (const { start, above } of rows) lineage.set(start, [...(lineage.get(start) ?? []), above]);
  return lineage;
}

/** Whether `parentId` is the account itself or stands below it: it cannot be put above it then. */
export async function wouldCycle(ctx: ServiceContext, id: string, parentId: string): Promise<boolean> {
  if (id === parentId) return true;
  const lineage = await lineageOf(ctx, [parentId]);
  return lineage.get(parentId)?.includes(id) ?? false;
}
