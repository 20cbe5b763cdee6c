import { invalidField, referenceUnknown } from "@steward/contracts";
import { member, projectMember } from "@steward/db/schema";
import { and, inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { isActiveMember, type ServiceContext } from "../kernel/index.ts";

/** Somebody's name beside the column that holds their id. */
export const memberName = (tenantId: PgColumn, memberId: PgColumn): SQL<string> =>
  sql<string>`(select m.name from ${member} m where m.tenant_id = ${tenantId} and m.id = ${memberId})`;

/** Makes sure that these are colleagues who are there. Throws INVALID `reference_unknown`. */
export async function requireColleagues(
  ctx: ServiceContext,
  memberIds: readonly string[],
  path: string,
): Promise<void> {
  const wanted = [...new Set(memberIds)];
  if (wanted.length === 0) return;
  const rows = await ctx.db
    .select({ id: member.id })
    .from(member)
    .where(and(inArray(member.id, wanted), isActiveMember));
  if (rows.length !== wanted.length) throw referenceUnknown(path);
}

/**
 * Makes sure that these work in each of the projects: whoever a task is given to must be able to do it.
 * Throws INVALID `reference_unknown` | `task.assignee_elsewhere`.
 */
export async function requireWorkers(
  ctx: ServiceContext,
  projectIds: readonly string[],
  memberIds: readonly string[],
  path: string,
): Promise<void> {
  const wanted = [...new Set(memberIds)];
  if (wanted.length === 0 || projectIds.length === 0) return;
  await requireColleagues(ctx, wanted, path);
  const rows = await ctx.db
    .select({ memberId: projectMember.memberId })
    .from(projectMember)
    .where(
      and(
        inArray(projectMember.projectId, [...projectIds]),
        inArray(projectMember.memberId, wanted),
        inArray(projectMember.role, ["lead", "member"]),
      ),
    );
  if (rows.length !== wanted.length * projectIds.length) {
    throw invalidField(path, "task.assignee_elsewhere", "Choose people who work in this project");
  }
}
