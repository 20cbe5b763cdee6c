import { createHash, randomBytes, randomInt } from "node:crypto";
import { AppError } from "@steward/contracts";
import { apiKey, member, user } from "@steward/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import { type AuthPlatform, authState, type Identity, type LiveApiKey } from "./platform.ts";

/** What a key begins with: secret scanners and people know it for what it is. */
const mark = "stw_";
const wellFormed = /^stw_[a-z0-9]{8}_[A-Za-z0-9_-]{43}$/;
const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

/** How often, at most, a key's last use is written down. */
const noteEveryMs = 60_000;

export interface ApiKeySecret {
  /** `stw_<8>_<43>`, 256 random bits in its last part: shown once, never stored. */
  readonly key: string;
  /** `stw_<8>`, by which people tell keys apart. */
  readonly prefix: string;
  /** SHA-256, hexadecimal. */
  readonly keyHash: string;
}

/** Makes the secret of a new API key; `prefix` and `keyHash` are what `api_key` stores. */
export function createApiKeySecret(): ApiKeySecret {
  const label = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join("");
  const prefix = mark + label;
  const key = `${prefix}_${randomBytes(32).toString("base64url")}`;
  return { key, prefix, keyHash: hashOf(key) };
}

/** Whether a bearer token says that it is an API key. */
export const isApiKey = (token: string): boolean => token.startsWith(mark);

/**
 * Who an API key speaks for: its member, within its scopes. Whether the organisation lets anybody in is asked where it
 * is asked of everybody (`resolveMembership`), so that a suspended one says so.
 *
 * Throws UNAUTHENTICATED `auth.key_revoked`, `auth.key_expired`, or `auth.invalid_token` for a key nobody made and for
 * one whose member or person is disabled or gone.
 */
export async function verifyApiKey(platform: AuthPlatform, key: string): Promise<Identity> {
  const live = wellFormed.test(key) ? await lookUp(platform, hashOf(key)) : null;
  if (!live) throw new AppError("UNAUTHENTICATED", "auth.invalid_token");
  if (live.revokedAt) throw new AppError("UNAUTHENTICATED", "auth.key_revoked");
  if (live.expiresAt && live.expiresAt.getTime() <= Date.now()) {
    throw new AppError("UNAUTHENTICATED", "auth.key_expired");
  }
  const { userId, createdAt, apiKey: opens } = live;
  return { userId, sessionId: null, apiKey: opens, impersonator: null, secondFactor: false, signedInAt: createdAt };
}

function lookUp(platform: AuthPlatform, keyHash: string): Promise<LiveApiKey | null> {
  return authState(platform).apiKeys.get(keyHash, () => readLive(platform, keyHash));
}

async function readLive(platform: AuthPlatform, keyHash: string): Promise<LiveApiKey | null> {
  const [row] = await platform.system
    .select({
      id: apiKey.id,
      tenantId: apiKey.tenantId,
      scopes: apiKey.scopes,
      userId: member.userId,
      memberId: member.id,
      createdAt: apiKey.createdAt,
      expiresAt: apiKey.expiresAt,
      revokedAt: apiKey.revokedAt,
      lastUsedAt: apiKey.lastUsedAt,
    })
    .from(apiKey)
    .innerJoin(member, and(eq(member.tenantId, apiKey.tenantId), eq(member.id, apiKey.memberId)))
    .innerJoin(user, eq(user.id, member.userId))
    .where(
      and(eq(apiKey.keyHash, keyHash), isNull(member.disabledAt), isNull(member.removedAt), isNull(user.disabledAt)),
    );
  if (!row) return null;
  const { id, tenantId, scopes, lastUsedAt, ...known } = row;
  if (Date.now() - (lastUsedAt?.getTime() ?? 0) > noteEveryMs) noteUse(platform, { id, tenantId });
  return { ...known, apiKey: { id, tenantId, scopes: new Set(scopes) } };
}

/** Not awaited: no request waits for, or fails by, the note that it was made. */
function noteUse(platform: AuthPlatform, { id, tenantId }: { id: string; tenantId: string }): void {
  platform.system
    .update(apiKey)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(apiKey.tenantId, tenantId), eq(apiKey.id, id)))
    .then(undefined, () => {});
}

/** No salt and no slow hash: nobody guesses 256 random bits, and the key is found by its hash. */
function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
