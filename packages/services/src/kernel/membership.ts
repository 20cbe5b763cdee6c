import { type customRole, member, type tenant } from "@steward/db/schema";
import { and, isNull } from "drizzle-orm";
import { type AccessSubject, accessRefused, permissionsHeld, standingAgainst } from "./access.ts";
import type { Actor, TenantInfo } from "./context.ts";

/** In SQL: whoever is there and may act, neither removed nor disabled, here or by an operator. */
export const isActiveMember = and(isNull(member.disabledAt), isNull(member.shutOutAt), isNull(member.removedAt));

/** A person's place in one organisation. */
export interface Membership {
  readonly tenant: TenantInfo;
  readonly actor: Actor;
  /** What `decide` is asked about. */
  readonly subject: AccessSubject;
}

/** The rows a membership is read from; `customRole` is the one `member.customRoleId` names. */
export interface MembershipRows {
  readonly tenant: typeof tenant.$inferSelect;
  readonly member: typeof member.$inferSelect;
  readonly customRole: typeof customRole.$inferSelect | null;
}

/** By what the member acts: a sign-in, a key, or an operator in their name. */
export interface ActingBy {
  readonly scopes: ReadonlySet<string> | null;
  readonly secondFactor: boolean | null;
  /** By name. */
  readonly impersonator: string | null;
}

/** The person themself, of whom no organisation has asked factors: who makes one, or takes its removal back. */
const byNobody: ActingBy = { scopes: null, secondFactor: null, impersonator: null };

/**
 * What the rows say about who may act where.
 * Throws FORBIDDEN when the member was removed or disabled, the organisation is suspended or being removed, or it asks
 * for a second factor that was not given.
 */
export function membershipOf(rows: MembershipRows, { scopes, secondFactor, impersonator } = byNobody): Membership {
  const subject: AccessSubject = { ...rows, scopes, secondFactor };
  const against = standingAgainst(subject);
  if (against) throw accessRefused(against);
  const { id, slug, name, currency, locale, timeZone, country } = rows.tenant;
  return {
    tenant: { id, slug, name, currency, locale, timeZone, country },
    actor: {
      memberId: rows.member.id,
      userId: rows.member.userId,
      name: rows.member.name,
      email: rows.member.email,
      role: rows.member.role,
      customRole: rows.customRole && { id: rows.customRole.id, name: rows.customRole.name },
      permissions: permissionsHeld(subject),
      apiKey: scopes && { scopes },
      impersonator,
    },
    subject,
  };
}
