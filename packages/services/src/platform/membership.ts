import { AppError } from "@steward/contracts";
import { member, tenant, user } from "@steward/db/schema";
import type { SystemDatabase } from "@steward/db/system";
import { and, asc, eq, isNull } from "drizzle-orm";
import { type Actor, type Membership, membershipOf } from "../kernel/index.ts";

/**
 * The person's place in the organisation, with what the role permits.
 * Throws NOT_FOUND for an unknown organisation, FORBIDDEN for one the person does not (or no longer) belong to.
 */
export async function resolveMembership(system: SystemDatabase, userId: string, slug: string): Promise<Membership> {
  const [row] = await system
    .select({ tenant, member })
    .from(tenant)
    .leftJoin(member, and(eq(member.tenantId, tenant.id), eq(member.userId, userId)))
    .where(eq(tenant.slug, slug));
  if (!row) throw new AppError("NOT_FOUND", "tenant_unknown");
  if (!row.member) throw new AppError("FORBIDDEN", "tenant_not_a_member");
  return membershipOf(row.tenant, row.member);
}

/** Who is signed in, and where they may go. */
export interface Profile {
  id: string;
  name: string;
  email: string;
  operator: boolean;
  organisations: { slug: string; name: string; role: Actor["role"] }[];
}

/** The person's own profile with the organisations they can enter, by name. */
export async function getProfile(system: SystemDatabase, userId: string): Promise<Profile> {
  const [[person], organisations] = await Promise.all([
    system
      .select({ id: user.id, name: user.name, email: user.email, operator: user.operator })
      .from(user)
      .where(eq(user.id, userId)),
    system
      .select({ slug: tenant.slug, name: tenant.name, role: member.role })
      .from(member)
      .innerJoin(tenant, eq(tenant.id, member.tenantId))
      .where(and(eq(member.userId, userId), isNull(member.disabledAt), isNull(tenant.suspendedAt)))
      .orderBy(asc(tenant.name)),
  ]);
  if (!person) throw new AppError("UNAUTHENTICATED", "auth.session_expired");
  return { ...person, organisations };
}

/** Whether the person runs the platform itself. */
export async function isOperator(system: SystemDatabase, userId: string): Promise<boolean> {
  const [row] = await system.select({ operator: user.operator }).from(user).where(eq(user.id, userId));
  return row?.operator === true;
}
