import type { TenantDb } from "@steward/db";
import { member, presence } from "@steward/db/schema";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";

/** When colleagues were last seen, by their ids; those who never were are missing, and so is who is no colleague. */
export async function findLastSeen(
  ctx: ServiceContext,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, Date | null>> {
  if (memberIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ memberId: member.id, lastSeenAt: presence.lastSeenAt })
    .from(member)
    .leftJoin(presence, and(eq(presence.tenantId, member.tenantId), eq(presence.memberId, member.id)))
    .where(and(inArray(member.id, [...new Set(memberIds)]), isNull(member.removedAt)));
  return new Map(rows.map(({ memberId, lastSeenAt }) => [memberId, lastSeenAt]));
}

/** Notes that these members were there just now; whoever calls it does so every few minutes, not whenever they say so. */
export async function noteLastSeen(db: TenantDb, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  const rows = [...new Set(memberIds)].sort().map((memberId) => ({ memberId, lastSeenAt: sql`now()` }));
  await db
    .insert(presence)
    .values(rows)
    .onConflictDoUpdate({
      target: [presence.tenantId, presence.memberId],
      set: { lastSeenAt: sql`greatest(${presence.lastSeenAt}, excluded.last_seen_at)` },
    });
}
