import { type Permission, type PermissionDefinition, permissions } from "@steward/contracts";
import { type AnyColumn, eq, or, type SQL } from "drizzle-orm";
import type { ServiceContext } from "./context.ts";

/**
 * The records of their own that somebody may reach with a permission, as its `rows` in the table of permissions says:
 * undefined where they may reach all. The explanation of access reads the same declaration, so that it cannot tell
 * people something else than this filter does.
 *
 * ```ts
 * where(and(eq(apiKey.id, id), ownRows(ctx, "org.apiKey.write", apiKey.memberId)))
 * ```
 * @param madeBy the column that names the member a record belongs to
 * @param shared the condition of being shared, for a permission that reaches `ownOrShared`
 */
export function ownRows(
  ctx: Pick<ServiceContext, "actor">,
  permission: Permission,
  madeBy: AnyColumn,
  shared?: SQL,
): SQL | undefined {
  const { rows }: PermissionDefinition = permissions[permission];
  if (!rows) throw new TypeError(`${permission} declares no rule on rows.`);
  const { allWith } = rows;
  if (allWith !== undefined && ctx.actor.permissions.has(allWith as Permission)) return undefined;
  const own = eq(madeBy, ctx.actor.memberId);
  return rows.reach === "ownOrShared" ? or(own, shared) : own;
}
