import { type AuthPlatform, authState, type RememberedMembership } from "./platform.ts";

/**
 * What `read` answers about the person's place in the organisation of this address, from memory where it is known: it is
 * forgotten when any of the rows changes (a trigger announces that, see `accessTriggerStatements`).
 *
 * Throws what `read` throws; a refusal is not remembered.
 */
export async function rememberMembership(
  platform: AuthPlatform,
  { userId, slug }: { readonly userId: string; readonly slug: string },
  read: () => Promise<RememberedMembership>,
): Promise<RememberedMembership> {
  return (await authState(platform).memberships.get(`${userId} ${slug}`, read)) ?? read();
}

/**
 * Forgets what this process remembers of a person or an organisation, or of all. For whoever has just changed something:
 * the announcement reaches the others within moments, and those who did it expect to find it done.
 */
export function forgetMemberships(
  platform: AuthPlatform,
  of: { readonly userId: string } | { readonly tenantId: string } | "all",
): void {
  const { memberships } = authState(platform);
  if (of === "all") memberships.clear();
  else if ("userId" in of) memberships.forgetWhere(({ member }) => member.userId === of.userId);
  else memberships.forgetWhere(({ tenant }) => tenant.id === of.tenantId);
}
