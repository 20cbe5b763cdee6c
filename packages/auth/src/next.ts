import { AppError } from "@steward/contracts";
import type { AuthOptions, User } from "next-auth";
import type { CredentialsConfig } from "next-auth/providers/credentials";
import { answering, type BrowserOptions, openBrowserSession, sourceOf } from "./browser.ts";
import { sessionCookieName } from "./cookie.ts";
import { spendHandover } from "./impersonation.ts";
import type { AuthPlatform } from "./platform.ts";
import { oauthProvider } from "./provider.ts";
import { codeStepProvider, signInAtProvider } from "./provider-next.ts";
import { findIdentity, revokeSession, sessionSeconds } from "./session.ts";
import { checkCredentials } from "./sign-in.ts";

export type { BrowserOptions } from "./browser.ts";
export { type ProviderSettings, readProviders, type SignInProvider, signInProviders } from "./provider-settings.ts";

/**
 * The next-auth options of one request of a browser's: sign-in with e-mail and password, through an identity provider,
 * or with a ticket that hands a session over.
 *
 * The cookie carries `sub` (the person) and `sid` (the row in `session`) and nothing else; signing out ends the
 * row, so a copied cookie dies with it. The sign-in page gets the failure's reason as `error`.
 * Every provider makes its session through the same `openBrowserSession`.
 */
export function nextAuthOptions(platform: AuthPlatform, browser: BrowserOptions): AuthOptions {
  const { secure, domain, onError, headers } = browser;
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure, ...(domain ? { domain } : {}) } as const;
  return {
    secret: platform.secret,
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: sessionSeconds.browser },
    cookies: { sessionToken: { name: sessionCookieName({ secure, domain }), options } },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      credentialsProvider(platform, browser),
      handoverProvider(platform, browser),
      codeStepProvider(platform, browser),
      ...(browser.providers ?? []).map(oauthProvider),
    ],
    callbacks: {
      signIn: ({ user, account }) => account?.type !== "oauth" || signInAtProvider(platform, browser, user, account),
      redirect: ({ url, baseUrl }) => sameOrigin(url, ownOrigin(browser) ?? baseUrl),
      jwt: async ({ token, user }) => {
        if (user) return { sub: user.id, sid: sessionOf(user) };
        const { sub, sid } = token;
        const live = typeof sub === "string" && typeof sid === "string" && (await findIdentity(platform, sid, sub));
        // next-auth answers a throw here by removing the cookie.
        if (!live) throw new AppError("UNAUTHENTICATED", "auth.session_expired");
        return { sub, sid };
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid !== "string") return;
        await revokeSession(platform, token.sid, { name: "auth.signed_out", source: sourceOf(headers) });
      },
    },
    logger: {
      // An ended session is everyday, not an error of ours.
      error: (code, metadata) => {
        if (code !== "JWT_SESSION_ERROR") onError(metadata);
      },
      warn: () => {},
      debug: () => {},
    },
  };
}

function credentialsProvider(platform: AuthPlatform, { headers, onError }: BrowserOptions): CredentialsConfig {
  return {
    id: "credentials",
    name: "Credentials",
    type: "credentials",
    credentials: { email: {}, password: {}, code: {} },
    authorize: (credentials) =>
      answering(onError, async () => {
        const source = sourceOf(headers);
        const given = {
          email: String(credentials?.email ?? ""),
          password: String(credentials?.password ?? ""),
          code: credentials?.code,
          address: source.clientAddress ?? "",
        };
        const signedIn = await checkCredentials(platform, given, source);
        return { id: signedIn.userId, sid: await openBrowserSession(platform, headers, signedIn) };
      }),
  };
}

/** Takes a ticket for a session that exists already: into an impersonation, and out of it again. */
function handoverProvider(platform: AuthPlatform, { onError }: BrowserOptions): CredentialsConfig {
  return {
    id: "handover",
    name: "Handover",
    type: "credentials",
    credentials: { ticket: {} },
    authorize: (credentials) =>
      answering(onError, async () => {
        const { userId, sessionId } = await spendHandover(platform, String(credentials?.ticket ?? ""));
        return { id: userId, sid: sessionId };
      }),
  };
}

function sessionOf(user: User): string | undefined {
  return "sid" in user && typeof user.sid === "string" ? user.sid : undefined;
}

/** By `Host` alone; next-auth's `baseUrl` believes `X-Forwarded-Host`, which any client may forge. */
function ownOrigin({ headers, secure }: BrowserOptions): string | null {
  return URL.parse(`${secure ? "https" : "http"}://${headers.get("host") ?? ""}`)?.origin ?? null;
}

/** Only paths of this origin: an absolute address elsewhere would turn the sign-in page into a lure. */
function sameOrigin(url: string, baseUrl: string): string {
  const base = new URL(baseUrl);
  const target = URL.parse(url, base.href);
  // A `blob:` address has the origin of the page that made it, and shows what that page put into it.
  if (target?.origin !== base.origin || target.protocol !== base.protocol) return base.origin;
  return base.origin + target.pathname + target.search + target.hash;
}
