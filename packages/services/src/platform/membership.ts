import { type AuthPlatform, rememberMembership } from "@steward/auth";
import { AppError } from "@steward/contracts";
import { customRole, member, tenant, user } from "@steward/db/schema";
import type { SystemDatabase } from "@steward/db/system";
import { and, eq } from "drizzle-orm";
import { type Membership, type MembershipRows, membershipOf } from "../kernel/index.ts";

/** Who calls, as authentication found them. */
export interface Caller {
  readonly userId: string;
  readonly apiKey: { readonly tenantId: string; readonly scopes: ReadonlySet<string> } | null;
  readonly impersonator: { readonly name: string } | null;
  readonly secondFactor: boolean;
  readonly signedInAt: Date;
}

const hourMs = 3_600_000;

/**
 * The person's place in the organisation, with what the role (and the key, if they come with one) permits.
 *
 * Throws NOT_FOUND for an unknown organisation; FORBIDDEN for one the person does not (or no longer) belong to, one the
 * key is not for, and one that asks for a second factor (`tenant_second_factor_required`); UNAUTHENTICATED
 * `auth.session_too_old` for one that wants people to sign in more often.
 */
export async function resolveMembership(platform: AuthPlatform, caller: Caller, slug: string): Promise<Membership> {
  const { userId, apiKey, impersonator } = caller;
  const rows = await rememberMembership(platform, { userId, slug }, () => readRows(platform.system, userId, slug));
  if (apiKey && apiKey.tenantId !== rows.tenant.id) throw new AppError("FORBIDDEN", "tenant_not_a_member");
  // A key has no sign-in of its own; an operator comes with factors of their own, and for an hour at most.
  const signedIn = !apiKey && !impersonator;
  const membership = membershipOf(rows, {
    scopes: apiKey?.scopes ?? null,
    secondFactor: signedIn ? caller.secondFactor : null,
    impersonator: impersonator?.name ?? null,
  });
  if (signedIn) requireFreshSignIn(rows.tenant, caller);
  return membership;
}

async function readRows(system: SystemDatabase, userId: string, slug: string): Promise<MembershipRows> {
  const [row] = await system
    .select({ tenant, member, customRole })
    .from(tenant)
    .leftJoin(member, and(eq(member.tenantId, tenant.id), eq(member.userId, userId)))
    .leftJoin(customRole, and(eq(customRole.tenantId, member.tenantId), eq(customRole.id, member.customRoleId)))
    .where(eq(tenant.slug, slug));
  if (!row) throw new AppError("NOT_FOUND", "tenant_unknown");
  if (!row.member) throw new AppError("FORBIDDEN", "tenant_not_a_member");
  return { ...row, member: row.member };
}

function requireFreshSignIn({ maxSessionHours }: typeof tenant.$inferSelect, { signedInAt }: Caller): void {
  if (maxSessionHours !== null && signedInAt.getTime() + maxSessionHours * hourMs < Date.now()) {
    throw new AppError("UNAUTHENTICATED", "auth.session_too_old");
  }
}

/** The person, if they run the platform itself. */
export async function findOperator(
  system: SystemDatabase,
  userId: string,
): Promise<{ userId: string; name: string } | null> {
  const [row] = await system
    .select({ userId: user.id, name: user.name })
    .from(user)
    .where(and(eq(user.id, userId), eq(user.operator, true)));
  return row ?? null;
}
