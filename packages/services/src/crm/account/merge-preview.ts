import { AppError, notFound } from "@steward/contracts";
import type { MergeField, PreviewMergeInput } from "@steward/contracts/crm/account";
import { account, salesperson } from "@steward/db/schema";
import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { ServiceContext } from "../../kernel/index.ts";
import { type Follower, followers, type MoveCounts } from "./merge-moves.ts";
import type { MergeValues } from "./merge-values.ts";
import { ownsAccount } from "./queries.ts";

/** One of the accounts of a merge to be, with all a person needs to choose between their values. */
export interface MergeCandidate extends MergeValues {
  id: string;
  createdAt: Date;
  ownerName: string | null;
  parentName: string | null;
  /** What hangs on it: of a duplicate, all this moves to the survivor. */
  counts: MoveCounts;
}

const parent = alias(account, "parent");

const live = (name: Follower): SQL<number> => {
  const table = followers[name];
  return sql<number>`(
    select count(*)::int from ${table} where ${table.accountId} = ${account.id} and ${table.deletedAt} is null)`;
};

const fields = {
  name: account.name,
  domain: account.domain,
  email: account.email,
  phone: account.phone,
  industry: account.industry,
  employees: account.employees,
  annualRevenueMinor: account.annualRevenueMinor,
  foundedYear: account.foundedYear,
  description: account.description,
  parentId: account.parentId,
  ownerId: account.ownerId,
} satisfies Record<MergeField, unknown>;

/** The accounts side by side, the survivor first. Throws NOT_FOUND when one of them is not there. */
export async function previewMerge(ctx: ServiceContext, input: PreviewMergeInput): Promise<MergeCandidate[]> {
  const ids = [...new Set([input.survivorId, ...input.duplicateIds])];
  if (ids.length < 2) throw new AppError("INVALID", "account.merge_itself");
  const rows = await ctx.db
    .select({
      ...fields,
      id: account.id,
      createdAt: account.createdAt,
      ownerName: salesperson.name,
      parentName: parent.name,
      counts: {
        contacts: live("contacts"),
        locations: live("locations"),
        deals: live("deals"),
        leads: live("leads"),
        activities: live("activities"),
        children: sql<number>`(
          select count(*)::int from ${account} child where child.parent_id = ${account.id} and child.deleted_at is null)`,
      },
    })
    .from(account)
    .leftJoin(salesperson, ownsAccount)
    .leftJoin(parent, and(eq(parent.tenantId, account.tenantId), eq(parent.id, account.parentId)))
    .where(and(inArray(account.id, ids), isNull(account.deletedAt)));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const candidates = ids.flatMap((id) => byId.get(id) ?? []);
  if (candidates.length !== ids.length) throw notFound("crm.account");
  return candidates;
}
