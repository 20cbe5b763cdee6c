import { AppError } from "@steward/contracts";
import { tenantSecurityUpdated, type UpdateSecurityInput } from "@steward/contracts/org/tenant";
import { tenant } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { changesOf, emit, type ServiceContext } from "../kernel/index.ts";
import { findTenant, lockTenant } from "./tenant.ts";

/** How people must sign in to work here. */
export interface TenantSecurity {
  requireSecondFactor: boolean;
  /** Hours after signing in; null for as long as a session lives. */
  maxSessionHours: number | null;
  /** Invitations go to these domains only; empty for any. */
  allowedEmailDomains: string[];
}

/** How people must sign in to work here, as it stands. */
export async function getSecurity(ctx: ServiceContext): Promise<TenantSecurity> {
  return securityOf(await findTenant(ctx));
}

/**
 * Changes how people must sign in; members that are left out stay as they are. In force with the next request of
 * everybody. Whoever asks for a second factor must have come with one, or would shut themself out with the others:
 * PRECONDITION `tenant.own_second_factor_first`.
 *
 * @param secondFactor whether the caller's own sign-in asked for one
 */
export async function updateSecurity(
  ctx: ServiceContext,
  input: UpdateSecurityInput,
  secondFactor: boolean,
): Promise<TenantSecurity> {
  const before = await lockTenant(ctx);
  if (input.requireSecondFactor && !before.requireSecondFactor && !secondFactor) {
    throw new AppError("PRECONDITION", "tenant.own_second_factor_first");
  }
  const wanted = input.allowedEmailDomains
    ? { ...input, allowedEmailDomains: [...new Set(input.allowedEmailDomains)].sort() }
    : input;
  const changes = changesOf(securityOf(before), wanted);
  if (Object.keys(changes).length === 0) return securityOf(before);
  const [after] = await ctx.db.update(tenant).set(wanted).where(eq(tenant.id, ctx.tenant.id)).returning();
  await emit(ctx, tenantSecurityUpdated, ctx.tenant.id, { changes });
  return securityOf(after ?? before);
}

function securityOf(row: TenantSecurity): TenantSecurity {
  const { requireSecondFactor, maxSessionHours, allowedEmailDomains } = row;
  return { requireSecondFactor, maxSessionHours, allowedEmailDomains };
}
