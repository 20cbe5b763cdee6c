import { AppError, notFound } from "@steward/contracts";
import type { UnlinkAccountInput } from "@steward/contracts/auth/profile";
import { linkedAccount, user } from "@steward/db/schema";
import { and, asc, eq, ne } from "drizzle-orm";
import { changeAccess } from "./change-access.ts";
import { provePresence, readOwner } from "./credential-proof.ts";
import { requireOwnHands } from "./own-hands.ts";
import type { AuthPlatform, Identity } from "./platform.ts";
import { recordSecurityEvent } from "./security-event.ts";
import { revokeSessionsOf } from "./session.ts";
import type { AuthSource } from "./source.ts";
import { tellSignInChanged } from "./tell-owner.ts";

/** A provider's account that signs the person in. */
export interface LinkedAccount {
  id: string;
  /** `google`, `microsoft`, `github`, `oidc`. */
  provider: string;
  /** The address at the provider when it was linked. */
  email: string;
  createdAt: Date;
}

/** The person's linked accounts, the oldest first: a handful. */
export async function listLinkedAccounts({ system }: AuthPlatform, userId: string): Promise<LinkedAccount[]> {
  return system
    .select({
      id: linkedAccount.id,
      provider: linkedAccount.provider,
      email: linkedAccount.email,
      createdAt: linkedAccount.createdAt,
    })
    .from(linkedAccount)
    .where(eq(linkedAccount.userId, userId))
    .orderBy(asc(linkedAccount.id));
}

/**
 * Takes a provider's account away from the person's ways in, and ends their sessions but this one: somebody else may have
 * come in by it. Throws what `provePresence` throws; NOT_FOUND for one that is not theirs, CONFLICT
 * `linked_account.last_way_in` where neither a password nor another account is left, FORBIDDEN `auth.impersonating`.
 */
export async function unlinkAccount(
  platform: AuthPlatform,
  identity: Identity,
  { id, password }: UnlinkAccountInput,
  source: AuthSource,
): Promise<void> {
  requireOwnHands(identity);
  const { userId, sessionId } = identity;
  await provePresence(platform, await readOwner(platform, userId), identity, password);
  // The person is locked, so two that are taken away at once are not each other's reason.
  await changeAccess(platform, { kind: "user", id: userId }, async (tx) => {
    const [person] = await tx.select({ passwordHash: user.passwordHash }).from(user).where(eq(user.id, userId));
    const mine = eq(linkedAccount.userId, userId);
    const others = await tx
      .select({ id: linkedAccount.id })
      .from(linkedAccount)
      .where(and(mine, ne(linkedAccount.id, id)))
      .limit(1);
    const [removed] = await tx
      .delete(linkedAccount)
      .where(and(mine, eq(linkedAccount.id, id)))
      .returning({ provider: linkedAccount.provider });
    if (!removed) throw notFound("user.linkedAccount");
    const otherWay = person?.passwordHash != null || others.length > 0;
    if (!otherWay) throw new AppError("CONFLICT", "linked_account.last_way_in");
    const sessions = await revokeSessionsOf(tx, userId, { except: sessionId });
    const details = { provider: removed.provider, sessions };
    await tellSignInChanged(tx, userId, { change: "providerUnlinked", provider: removed.provider });
    await recordSecurityEvent(tx, { name: "auth.provider_unlinked", userId, source, details });
  });
}
