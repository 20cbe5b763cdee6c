import { dealStageChanged } from "@steward/contracts/crm/deal";
import { deal, dealStage } from "@steward/db/schema";
import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { emitMany, type ServiceContext } from "../../kernel/index.ts";

/** Deals handled by one statement: PostgreSQL takes at most 65,535 parameters. */
const chunkSize = 1000;

/** A deal's stay at a stage; `at` and `leftAt` are SQL for a timestamptz: from now on, without end, unless given. */
export interface Stay {
  dealId: string;
  stageId: string;
  at?: SQL;
  leftAt?: SQL;
}

/**
 * The clock, not the transaction's start: of two moves that waited for each other the later one began earlier, and the
 * stay it ends would seem to have had no length.
 */
const clock = sql`clock_timestamp()`;

/** Opens a history row for each deal. A deal has at most one open row: the database refuses a second one. */
export async function enterStages(ctx: ServiceContext, stays: readonly Stay[]): Promise<void> {
  for (let start = 0; start < stays.length; start += chunkSize) {
    await ctx.db.insert(dealStage).values(
      stays.slice(start, start + chunkSize).map(({ dealId, stageId, at = clock, leftAt }) => ({
        dealId,
        stageId,
        enteredAt: at,
        leftAt: leftAt ?? null,
      })),
    );
  }
}

/** Ends the open history rows of the deals; answers when, as SQL, by deal. */
export async function leaveStages(ctx: ServiceContext, dealIds: readonly string[]): Promise<Map<string, SQL>> {
  const left = new Map<string, SQL>();
  for (let start = 0; start < dealIds.length; start += chunkSize) {
    const rows = await ctx.db
      .update(dealStage)
      .set({ leftAt: sql`greatest(${clock}, ${dealStage.enteredAt})` })
      .where(and(inArray(dealStage.dealId, dealIds.slice(start, start + chunkSize)), isNull(dealStage.leftAt)))
      // As text: a Date would lose the microseconds, and the next interval would begin before this one ends.
      .returning({ dealId: dealStage.dealId, leftAt: sql<string>`${dealStage.leftAt}::text` });
    for (const row of rows) left.set(row.dealId, sql`${row.leftAt}::timestamptz`);
  }
  return left;
}

/** Lets the deals leave where they stand and enter a stage at the same instant. */
export async function changeStages(ctx: ServiceContext, dealIds: readonly string[], stageId: string): Promise<void> {
  const left = await leaveStages(ctx, dealIds);
  await enterStages(
    ctx,
    dealIds.map((dealId) => {
      const at = left.get(dealId);
      return at ? { dealId, stageId, at } : { dealId, stageId };
    }),
  );
}

/** When a deal that is opened again enters its stage: now, and never before it last left one. */
export function afterLastStage(dealId: string): SQL {
  return sql`greatest(${clock}, (select max(left_at) from crm_deal_stage where deal_id = ${dealId}))`;
}

/** Moves every open deal of a stage, however many, to another one of the same pipeline. */
export async function moveOpenDeals(
  ctx: ServiceContext,
  from: { id: string; name: string },
  to: { id: string; name: string },
): Promise<void> {
  const deals = await ctx.db
    .select({ id: deal.id, name: deal.name })
    .from(deal)
    .where(and(eq(deal.stageId, from.id), eq(deal.status, "open")))
    .orderBy(asc(deal.id))
    .for("no key update");
  await ctx.db
    .update(deal)
    .set({ stageId: to.id, version: sql`${deal.version} + 1` })
    .where(and(eq(deal.stageId, from.id), eq(deal.status, "open")));
  await changeStages(
    ctx,
    deals.map(({ id }) => id),
    to.id,
  );
  for (let start = 0; start < deals.length; start += chunkSize) {
    const facts = deals.slice(start, start + chunkSize).map(({ id, name }) => ({
      entityId: id,
      payload: { name, from: { id: from.id, name: from.name }, to: { id: to.id, name: to.name } },
    }));
    await emitMany(ctx, dealStageChanged, facts);
  }
}
