import { hkdfSync } from "node:crypto";
import type { SystemDatabase } from "@steward/db/system";
import { createSignInAttempts, type SignInAttempts } from "./attempts.ts";
import { RecentMap } from "./recent-map.ts";
import type { LiveSession } from "./session.ts";

/** What authentication needs of the process it runs in. */
export interface AuthPlatform {
  readonly system: SystemDatabase;
  /** At least 32 random bytes as text; every process of an installation has the same. */
  readonly secret: string;
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

interface AuthState {
  readonly attempts: SignInAttempts;
  /** Signs access tokens. Derived, so that no token of one kind is ever a valid token of the other. */
  readonly accessKey: Uint8Array;
  readonly sessions: RecentMap<string, { checkedAt: number; session: Promise<LiveSession | null> }>;
  /** Authentic session cookies: deriving the key and decrypting take longer than the whole rest of a request. */
  readonly cookies: RecentMap<string, { claims: SessionClaims; expiresAtMs: number }>;
}

const maxRemembered = 10_000;
const states = new WeakMap<AuthPlatform, AuthState>();

/** What authentication remembers for one platform: keys, counters and recently checked sessions. */
export function authState(platform: AuthPlatform): AuthState {
  let state = states.get(platform);
  if (!state) {
    state = {
      attempts: createSignInAttempts(),
      accessKey: new Uint8Array(hkdfSync("sha256", platform.secret, "", "steward access token", 32)),
      sessions: new RecentMap(maxRemembered),
      cookies: new RecentMap(maxRemembered),
    };
    states.set(platform, state);
  }
  return state;
}
