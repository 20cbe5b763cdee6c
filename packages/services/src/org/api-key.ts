import { announceAccessChange } from "@steward/auth/record";
import { AppError, isPermission, notFound, type Page, type Permission } from "@steward/contracts";
import {
  type ApiKeyState,
  apiKeyCreated,
  apiKeyRevoked,
  type CreateApiKeyInput,
  type ListApiKeysInput,
  maxKeysPerMember,
} from "@steward/contracts/org/api-key";
import { keysetPage } from "@steward/db";
import { apiKey, member } from "@steward/db/schema";
import { and, count, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { containsText, emit, ownRows, type ServiceContext } from "../kernel/index.ts";
import { lockOrganisation } from "./member-authority.ts";

/** A key as people tell it apart; the key itself is nowhere. */
export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  state: ApiKeyState;
  member: { id: string; name: string };
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** What `createApiKeySecret` of `@steward/auth` makes. */
export interface ApiKeySecret {
  readonly key: string;
  readonly prefix: string;
  readonly keyHash: string;
}

const dayMs = 86_400_000;
const state = sql<ApiKeyState>`case when ${apiKey.revokedAt} is not null then 'revoked'
  when ${apiKey.expiresAt} <= now() then 'expired' else 'active' end`;

const ofMember = and(eq(member.tenantId, apiKey.tenantId), eq(member.id, apiKey.memberId));
const living = and(isNull(apiKey.revokedAt), sql`coalesce(${apiKey.expiresAt} > now(), true)`);
const inState: Record<ApiKeyState, SQL | undefined> = {
  active: living,
  expired: and(isNull(apiKey.revokedAt), sql`${apiKey.expiresAt} <= now()`),
  revoked: isNotNull(apiKey.revokedAt),
};

/** The caller's own keys, or everybody's for whoever may manage them. */
export async function listApiKeys(ctx: ServiceContext, input: ListApiKeysInput): Promise<Page<ApiKey>> {
  const { search, filter, sort, limit, cursor } = input;
  return keysetPage({ sort, by: apiKey[sort.field], id: apiKey.id, limit, cursor }, (part) =>
    ctx.db
      .select({
        id: apiKey.id,
        name: apiKey.name,
        prefix: apiKey.prefix,
        scopes: apiKey.scopes,
        state,
        member: { id: member.id, name: member.name },
        createdAt: apiKey.createdAt,
        expiresAt: apiKey.expiresAt,
        lastUsedAt: apiKey.lastUsedAt,
        revokedAt: apiKey.revokedAt,
        ...part.columns,
      })
      .from(apiKey)
      .innerJoin(member, ofMember)
      .where(
        and(
          ownRows(ctx, "org.apiKey.read", apiKey.memberId),
          filter.own ? eq(apiKey.memberId, ctx.actor.memberId) : undefined,
          filter.memberId ? eq(apiKey.memberId, filter.memberId) : undefined,
          filter.state ? inState[filter.state] : undefined,
          containsText(search, apiKey.name, apiKey.prefix, member.name),
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/**
 * Makes a key for the caller. What it may do is at most what they may do, now and at every later use.
 *
 * @param secret made for this key; its `key` is in the answer and never again
 * Throws INVALID `api_key.scope_unknown` (`scope`), FORBIDDEN `api_key.scope_not_own` (`scope`), LIMIT `api_key.too_many`.
 */
export async function createApiKey(
  ctx: ServiceContext,
  { name, scopes, expiresInDays }: CreateApiKeyInput,
  { key, prefix, keyHash }: ApiKeySecret,
): Promise<{ id: string; key: string; prefix: string; expiresAt: Date }> {
  // Under the lock that whoever removes the maker takes: a key made beside it would wait for the maker's return.
  const { permissions } = await lockOrganisation(ctx, "org.apiKey.write");
  const granted = grantedScopes(permissions, scopes);
  const { memberId } = ctx.actor;
  const [existing] = await ctx.db
    .select({ keys: count() })
    .from(apiKey)
    .where(and(eq(apiKey.memberId, memberId), living));
  if ((existing?.keys ?? 0) >= maxKeysPerMember) {
    throw new AppError("LIMIT", "api_key.too_many", { most: maxKeysPerMember });
  }
  const expiresAt = new Date(Date.now() + expiresInDays * dayMs);
  const [row] = await ctx.db
    .insert(apiKey)
    .values({ name, memberId, prefix, keyHash, scopes: granted, expiresAt })
    .returning({ id: apiKey.id });
  if (!row) throw new AppError("INTERNAL", "api_key.not_written");
  await emit(ctx, apiKeyCreated, row.id, { name, prefix, scopes: granted, expiresAt: expiresAt.toISOString() });
  return { id: row.id, key, prefix, expiresAt };
}

/** A key that could do more than its maker would be a way past their role. */
function grantedScopes(permissions: ReadonlySet<Permission>, scopes: readonly string[]): Permission[] {
  return [...new Set(scopes)].sort().map((scope) => {
    if (!isPermission(scope)) throw new AppError("INVALID", "api_key.scope_unknown", { scope });
    if (!permissions.has(scope)) throw new AppError("FORBIDDEN", "api_key.scope_not_own", { scope });
    return scope;
  });
}

/**
 * Ends a key: the caller's own, or anybody's for whoever may manage them. Every process hears of it with the commit.
 * Throws NOT_FOUND, also for somebody else's key; CONFLICT `api_key.revoked_already`.
 */
export async function revokeApiKey(ctx: ServiceContext, id: string): Promise<void> {
  const [row] = await ctx.db
    .select({ name: apiKey.name, prefix: apiKey.prefix, memberId: apiKey.memberId, revokedAt: apiKey.revokedAt })
    .from(apiKey)
    .where(and(eq(apiKey.id, id), ownRows(ctx, "org.apiKey.write", apiKey.memberId)))
    .for("update");
  if (!row) throw notFound("org.apiKey");
  const { revokedAt, ...revoked } = row;
  if (revokedAt) throw new AppError("CONFLICT", "api_key.revoked_already");
  await ctx.db.update(apiKey).set({ revokedAt: sql`now()` }).where(eq(apiKey.id, id));
  await announceAccessChange(ctx.db, { kind: "key", id });
  await emit(ctx, apiKeyRevoked, id, revoked);
}
