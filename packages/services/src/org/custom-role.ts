import {
  AppError,
  everyMemberMay,
  invalidField,
  isPermission,
  notFound,
  type Permission,
  recordChanged,
  roleLabels,
} from "@steward/contracts";
import {
  type CreateRoleInput,
  maxCustomRoles,
  roleCreated,
  roleRemoved,
  roleUpdated,
  type UpdateRoleInput,
} from "@steward/contracts/org/role";
import { customRole, invitation, member } from "@steward/db/schema";
import { and, count, eq, isNotNull, isNull, or } from "drizzle-orm";
import { changesOf, emit, permissionsOfRole, refuseTaken, type ServiceContext } from "../kernel/index.ts";
import { closestRole } from "./custom-role-choice.ts";
import { type CustomRole, toCustomRole } from "./custom-role-queries.ts";
import { lockOrganisation, requireOwn } from "./member-authority.ts";

/**
 * Makes a role from permissions the caller has. Throws FORBIDDEN `member.grants_more_than_own`; CONFLICT
 * `role.name_taken`; INVALID `role.permission_unknown`; LIMIT `role.too_many`.
 */
export async function createRole(ctx: ServiceContext, input: CreateRoleInput): Promise<CustomRole> {
  const authority = await lockOrganisation(ctx, "org.role.write");
  const permissions = requirePermissions(input.permissions);
  requireOwn(authority, permissions, "member.grants_more_than_own");
  requireOwnName(input.name);
  const [existing] = await ctx.db.select({ roles: count() }).from(customRole);
  if ((existing?.roles ?? 0) >= maxCustomRoles) throw new AppError("LIMIT", "role.too_many", { most: maxCustomRoles });
  const [row] = await ctx.db
    .insert(customRole)
    .values({ ...input, permissions })
    .returning()
    .catch(explainName);
  if (!row) throw new AppError("INTERNAL", "role.not_written");
  await emit(ctx, roleCreated, row.id, { name: row.name, permissions });
  return toCustomRole(row, 0);
}

/**
 * Changes a role, and with it at once what all who have it may do. Throws as `createRole`, NOT_FOUND, CONFLICT
 * `record_changed`, FORBIDDEN `member.may_more_than_own` when the role permits what the caller may not.
 */
export async function updateRole(ctx: ServiceContext, input: UpdateRoleInput): Promise<CustomRole> {
  const authority = await lockOrganisation(ctx, "org.role.write");
  const before = await requireRole(ctx, input.id);
  if (input.version !== undefined && input.version !== before.version) throw recordChanged("org.role");
  requireOwn(authority, permissionsOfRole({ role: "guest", customRole: before }), "member.may_more_than_own");
  const { name, description } = input;
  const permissions = input.permissions && requirePermissions(input.permissions);
  if (permissions) requireOwn(authority, permissions, "member.grants_more_than_own");
  if (name !== undefined) requireOwnName(name);
  const changes = changesOf(before, { name, description, permissions });
  if (Object.keys(changes).length > 0) {
    await ctx.db
      .update(customRole)
      .set({ name, description, permissions, version: before.version + 1 })
      .where(eq(customRole.id, input.id))
      .catch(explainName);
    if (permissions) await keepClosest(ctx, input.id, permissions);
    await emit(ctx, roleUpdated, input.id, { name: before.name, changes });
  }
  return toCustomRole(await requireRole(ctx, input.id), await countMembers(ctx, input.id));
}

/**
 * Removes a role nobody has any more. Throws NOT_FOUND; FORBIDDEN `member.may_more_than_own`; PRECONDITION `role.in_use`
 * (`members`, `invitations`: open ones that would give it).
 */
export async function removeRole(ctx: ServiceContext, id: string): Promise<{ id: string }> {
  const authority = await lockOrganisation(ctx, "org.role.write");
  const before = await requireRole(ctx, id);
  requireOwn(authority, permissionsOfRole({ role: "guest", customRole: before }), "member.may_more_than_own");
  const [members, [open]] = await Promise.all([
    countMembers(ctx, id),
    ctx.db
      .select({ count: count() })
      .from(invitation)
      .where(and(eq(invitation.customRoleId, id), isNull(invitation.acceptedAt), isNull(invitation.revokedAt))),
  ]);
  const invitations = open?.count ?? 0;
  if (members + invitations > 0) throw new AppError("PRECONDITION", "role.in_use", { members, invitations });
  // What is over keeps the common role that came closest.
  await ctx.db
    .update(member)
    .set({ customRoleId: null })
    .where(and(eq(member.customRoleId, id), isNotNull(member.removedAt)));
  await ctx.db
    .update(invitation)
    .set({ customRoleId: null })
    .where(and(eq(invitation.customRoleId, id), or(isNotNull(invitation.acceptedAt), isNotNull(invitation.revokedAt))));
  await ctx.db.delete(customRole).where(eq(customRole.id, id));
  await emit(ctx, roleRemoved, id, { name: before.name, permissions: before.permissions });
  return { id };
}

async function requireRole(ctx: ServiceContext, id: string) {
  const [row] = await ctx.db.select().from(customRole).where(eq(customRole.id, id));
  if (!row) throw notFound("org.role");
  return row;
}

/** In the table's order and each once, with what every member may: two roles that permit the same compare equal. */
function requirePermissions(names: readonly string[]): Permission[] {
  const unknown = names.find((name) => !isPermission(name));
  if (unknown !== undefined) {
    throw invalidField("permissions", "role.permission_unknown", "One of these permissions no longer exists");
  }
  return [...new Set([...everyMemberMay, ...names.filter(isPermission)])].sort();
}

/** A second "Administrator" would deceive whoever gives it. Throws CONFLICT `role.name_taken`. */
function requireOwnName(name: string): void {
  const same = (label: string) => label.toLocaleLowerCase("en") === name.toLocaleLowerCase("en");
  if (Object.values(roleLabels).some(same)) throw new AppError("CONFLICT", "role.name_taken");
}

const explainName = refuseTaken("custom_role_name", "role.name_taken");

async function keepClosest(ctx: ServiceContext, id: string, permissions: readonly string[]): Promise<void> {
  await ctx.db
    .update(member)
    .set({ role: closestRole(permissions) })
    .where(eq(member.customRoleId, id));
}

async function countMembers(ctx: ServiceContext, id: string): Promise<number> {
  const [row] = await ctx.db
    .select({ members: count() })
    .from(member)
    .where(and(eq(member.customRoleId, id), isNull(member.removedAt)));
  return row?.members ?? 0;
}
