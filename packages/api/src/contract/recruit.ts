import { createApiKeySecret } from "@steward/auth";
import type { Role } from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import { apiKey, member, session, tenant, user } from "@steward/db/schema";
import { mintAccessToken, type TokenClaims } from "./access-token.ts";
import type { Harness } from "./harness.ts";

/** Somebody made for one attack, in an organisation and signed in. */
export interface Recruit {
  readonly userId: string;
  readonly memberId: string;
  readonly sessionId: string;
  /** The headers of a call to the organisation, with what the token says changed. */
  headers(changes?: Partial<TokenClaims>): Record<string, string>;
}

interface Place {
  readonly id: string;
  readonly slug: string;
}

interface RecruitOptions {
  readonly role?: Role;
  readonly user?: Partial<typeof user.$inferInsert>;
  readonly member?: Partial<typeof member.$inferInsert>;
  readonly session?: Partial<typeof session.$inferInsert>;
}

/** Adds a person to an organisation, an owner unless another role is named: who is refused, is refused for one reason only. */
export async function recruit(
  { system, platform }: Pick<Harness, "system"> & { readonly platform: Pick<Harness["platform"], "secret"> },
  place: Place,
  { role = "owner", ...rows }: RecruitOptions = {},
): Promise<Recruit> {
  const [userId, memberId, sessionId] = [uuidv7(), uuidv7(), uuidv7()];
  const person = { name: "A recruit", email: `${userId}@recruits.test` };
  await system.insert(user).values({ id: userId, ...person, emailVerifiedAt: new Date(), ...rows.user });
  await system.insert(member).values({ id: memberId, tenantId: place.id, userId, role, ...person, ...rows.member });
  await system.insert(session).values({
    id: sessionId,
    userId,
    kind: "token",
    expiresAt: new Date(Date.now() + 3_600_000),
    ...rows.session,
  });
  return {
    userId,
    memberId,
    sessionId,
    headers: (changes) => ({
      authorization: `Bearer ${mintAccessToken(platform.secret, { userId, sessionId, ...changes })}`,
      "x-tenant": place.slug,
    }),
  };
}

/** An organisation of its own, in whatever state. */
export async function found(
  { system }: Harness,
  slug: string,
  state: Partial<typeof tenant.$inferInsert>,
): Promise<Place> {
  const id = uuidv7();
  await system.insert(tenant).values({ id, slug, name: slug, ...state });
  return { id, slug };
}

/** A key of a member; returns it as the header it is sent in, and its id. */
export async function cutKey(
  { system }: Harness,
  place: Place,
  { memberId }: Pick<Recruit, "memberId">,
  { scopes, ...changes }: Partial<typeof apiKey.$inferInsert> & { readonly scopes: string[] },
): Promise<{ id: string; authorization: string }> {
  const id = uuidv7();
  const { key, prefix, keyHash } = createApiKeySecret();
  await system
    .insert(apiKey)
    .values({ id, tenantId: place.id, memberId, name: "A key", prefix, keyHash, scopes, ...changes });
  return { id, authorization: `Bearer ${key}` };
}
