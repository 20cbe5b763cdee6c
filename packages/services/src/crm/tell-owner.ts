import type { accountAssigned } from "@steward/contracts/crm/account";
import type { dealAssigned } from "@steward/contracts/crm/deal";
import type { leadAssigned } from "@steward/contracts/crm/lead";
import { salesperson } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { notify, type ServiceContext } from "../kernel/index.ts";

/**
 * Tells whoever owns the records from now on, if that is a member and somebody else. Records given together are one
 * notification.
 */
export async function tellOwner(
  ctx: ServiceContext,
  kind: typeof accountAssigned | typeof dealAssigned | typeof leadAssigned,
  ownerId: string | null | undefined,
  records: readonly { id: string; name: string }[],
): Promise<void> {
  const [first] = records;
  if (!ownerId || !first) return;
  const [owner] = await ctx.db
    .select({ memberId: salesperson.memberId })
    .from(salesperson)
    .where(eq(salesperson.id, ownerId));
  if (!owner?.memberId || owner.memberId === ctx.actor.memberId) return;
  const params = { name: first.name, others: records.length - 1 };
  await notify(ctx, kind, { to: [owner.memberId], entityId: first.id, params });
}
