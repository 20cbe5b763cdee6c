import { hkdfSync } from "node:crypto";
import type { AccessChange } from "@steward/contracts/auth/access-change";
import type { customRole, member, tenant } from "@steward/db/schema";
import type { SystemDatabase } from "@steward/db/system";
import type { Limits } from "@steward/ports/limit";
import { AccessMemory } from "./access-memory.ts";
import { createSignInAttempts, type SignInAttempts } from "./attempts.ts";
import { HostMemory } from "./host-memory.ts";
import { RecentMap } from "./recent-map.ts";

/** What authentication needs of the process it runs in. */
export interface AuthPlatform {
  readonly system: SystemDatabase;
  /** At least 32 random bytes as text; every process of an installation has the same. */
  readonly secret: string;
  /** Counters that all processes share; without them each counts for itself. */
  readonly limits?: Limits | undefined;
  /** `address`: failed sign-ins, and requests of strangers, that one address may make in ten minutes. */
  readonly rates?: { readonly address: number } | undefined;
}

/** The claims of an authentic cookie or access token: who, and by which sign-in. */
export interface SessionClaims {
  readonly userId: string;
  readonly sessionId: string;
}

/** A person whose credentials were good, before any organisation is known. */
export interface Identity {
  readonly userId: string;
  /** Null for an API key, which no sign-in stands behind. */
  readonly sessionId: string | null;
  /** The key a program came with: it opens one organisation and permits no more than its scopes. */
  readonly apiKey: { readonly id: string; readonly tenantId: string; readonly scopes: ReadonlySet<string> } | null;
  /** The operator who acts as this person. */
  readonly impersonator: { readonly userId: string; readonly name: string } | null;
  /** Whether the sign-in asked for a second factor. */
  readonly secondFactor: boolean;
  readonly signedInAt: Date;
}

/** A session that was good when it was last looked at. */
export interface LiveSession extends Pick<Identity, "userId" | "impersonator" | "secondFactor" | "signedInAt"> {
  readonly expiresAt: Date;
}

/** A key of a member who may still come in, as it was when it was last looked at. */
export interface LiveApiKey {
  readonly userId: string;
  readonly memberId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly apiKey: NonNullable<Identity["apiKey"]>;
}

/** The rows that say what a person may do in an organisation; `customRole` is the one `member.customRoleId` names. */
export interface RememberedMembership {
  readonly tenant: typeof tenant.$inferSelect;
  readonly member: typeof member.$inferSelect;
  readonly customRole: typeof customRole.$inferSelect | null;
}

export interface AuthFeed {
  /** Whether a change made up to now, less `leaseMs`, would have been heard of. */
  isTrusted(): boolean;
  close(): Promise<void>;
}

interface AuthState {
  readonly attempts: SignInAttempts;
  /** Signs access tokens. Derived, so that no token of one kind is ever a valid token of the other. */
  readonly accessKey: Uint8Array;
  /** Derives a refresh token from the one it follows. */
  readonly refreshKey: Uint8Array;
  /** Derives the ticket that leads out of an impersonation. */
  readonly returnKey: Uint8Array;
  /** Hears of changes; without it, every look-up asks the database. */
  feed: AuthFeed | null;
  /** Told of each change that was heard of; null where any may have been missed. */
  readonly watchers: Set<(change: AccessChange | null) => void>;
  /** By session id. */
  readonly sessions: AccessMemory<LiveSession>;
  /** By the key's hash. */
  readonly apiKeys: AccessMemory<LiveApiKey>;
  /** Organisations' own host names. */
  readonly hosts: HostMemory;
  /** By person and organisation. */
  readonly memberships: AccessMemory<RememberedMembership>;
  /** Authentic session cookies: deriving the key and decrypting take longer than the whole rest of a request. */
  readonly cookies: RecentMap<string, AuthenticClaims>;
  /** Authentic access tokens: their signature is checked on another thread, and a request would wait for it. */
  readonly accessTokens: RecentMap<string, AuthenticClaims>;
}

/** What something signed said when it was looked at; only time makes it say less. */
interface AuthenticClaims {
  readonly claims: SessionClaims;
  readonly expiresAtMs: number;
}

const maxCookies = 10_000;
const maxAccessTokens = 10_000;
const states = new WeakMap<AuthPlatform, AuthState>();

/** What authentication remembers for one platform: keys, counters and recently checked sessions. */
export function authState(platform: AuthPlatform): AuthState {
  const known = states.get(platform);
  if (known) return known;
  const isTrusted = () => state.feed?.isTrusted() ?? false;
  const state: AuthState = {
    attempts: createSignInAttempts(platform.limits, platform.rates?.address),
    accessKey: derivedKey(platform, "steward access token"),
    refreshKey: derivedKey(platform, "steward refresh token"),
    returnKey: derivedKey(platform, "steward return ticket"),
    feed: null,
    watchers: new Set(),
    sessions: new AccessMemory(isTrusted),
    apiKeys: new AccessMemory(isTrusted),
    hosts: new HostMemory(() => state.feed?.isTrusted() ?? null),
    memberships: new AccessMemory(isTrusted),
    cookies: new RecentMap(maxCookies),
    accessTokens: new RecentMap(maxAccessTokens),
  };
  states.set(platform, state);
  return state;
}

/** A key for one purpose: what is made with it is worth nothing for another (HKDF, RFC 5869). */
function derivedKey({ secret }: AuthPlatform, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "", purpose, 32));
}
