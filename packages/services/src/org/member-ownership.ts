import { AppError } from "@steward/contracts";
import { member } from "@steward/db/schema";
import { and, inArray, isNull, ne } from "drizzle-orm";
import { isActiveMember, type ServiceContext } from "../kernel/index.ts";

// The one place where roles are told apart by name. Permissions say what somebody may do; who owns the organisation is a
// fact about people, and there must always be somebody whom it is true of.

/** What of a member says whether they own or run the organisation. */
type Place = Pick<typeof member.$inferSelect, "role" | "customRoleId">;

export function isOwner({ role, customRoleId }: Place): boolean {
  return role === "owner" && customRoleId === null;
}

function isAdministrator(place: Place): boolean {
  return isOwner(place) || (place.role === "admin" && place.customRoleId === null);
}

/**
 * The organisation keeps an active owner, and so somebody who runs it. Call it under `lockOrganisation`.
 * @param next the target's place after the change; null when they lose their access.
 * Throws CONFLICT `member.last_owner` | `member.last_administrator`.
 */
export async function requireOwnersRemain(
  ctx: ServiceContext,
  target: typeof member.$inferSelect,
  next: Place | null,
): Promise<void> {
  if (target.disabledAt || target.shutOutAt) return;
  const givesUpOwning = isOwner(target) && !(next && isOwner(next));
  const givesUpRunning = isAdministrator(target) && !(next && isAdministrator(next));
  if (!givesUpOwning && !givesUpRunning) return;
  const others = await ctx.db
    .select({ role: member.role, customRoleId: member.customRoleId })
    .from(member)
    .where(
      and(
        ne(member.id, target.id),
        inArray(member.role, ["owner", "admin"]),
        isNull(member.customRoleId),
        isActiveMember,
      ),
    );
  if (givesUpOwning && !others.some(isOwner)) throw new AppError("CONFLICT", "member.last_owner");
  if (givesUpRunning && others.length === 0) throw new AppError("CONFLICT", "member.last_administrator");
}
