import { AppError } from "@steward/contracts";
import { requestId, requestIdHeader } from "@steward/ports/telemetry";
import type { AuthOptions, User } from "next-auth";
import type { CredentialsConfig } from "next-auth/providers/credentials";
import { readSessionCookie, sessionCookie } from "./cookie.ts";
import { spendHandover } from "./impersonation.ts";
import type { AuthPlatform } from "./platform.ts";
import { findIdentity, type NewSession, openSession, revokeSession, sessionSeconds } from "./session.ts";
import { checkCredentials } from "./sign-in.ts";
import type { AuthSource } from "./source.ts";

export interface BrowserOptions {
  /** The request's own: where it came from, and the session it leaves. */
  readonly headers: Headers;
  /** Set the Secure attribute: the site is served over https. */
  readonly secure: boolean;
  /** Share the cookie with the hosts below this domain; without it, the cookie stays on its host. */
  readonly domain: string | undefined;
  /** Told of what is not the person's fault; the sign-in page only says that it did not work. */
  readonly onError: (error: unknown) => void;
}

/**
 * The next-auth options of one request of a browser's: sign-in with e-mail and password, or with a ticket that hands a
 * session over.
 *
 * The cookie carries `sub` (the person) and `sid` (the row in `session`) and nothing else; signing out ends the
 * row, so a copied cookie dies with it. The sign-in page gets the failure's reason as `error`.
 * Further providers join `providers` and make their session through the same `openBrowserSession`.
 */
export function nextAuthOptions(platform: AuthPlatform, browser: BrowserOptions): AuthOptions {
  const { secure, domain, onError, headers } = browser;
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure, ...(domain ? { domain } : {}) } as const;
  return {
    secret: platform.secret,
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: sessionSeconds.browser },
    cookies: { sessionToken: { name: sessionCookie, options } },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [credentialsProvider(platform, browser), handoverProvider(platform, browser)],
    callbacks: {
      redirect: ({ url, baseUrl }) => sameOrigin(url, baseUrl),
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

/** Starts the session of a browser that has just shown who it is; the one its cookie named until now ends. */
export async function openBrowserSession(
  platform: AuthPlatform,
  headers: Headers,
  signedIn: Pick<NewSession, "userId" | "method" | "secondFactor">,
): Promise<string> {
  const previous = await readSessionCookie(platform, headers.get("cookie"));
  const { sessionId } = await openSession(platform, {
    ...signedIn,
    kind: "browser",
    source: sourceOf(headers),
    replaces: previous?.sessionId,
  });
  return sessionId;
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

/** next-auth puts the message of whatever is thrown into the address bar: a reason of ours, or nothing. */
async function answering<T>(onError: (error: unknown) => void, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AppError) throw new Error(error.reason);
    onError(error);
    throw new Error("internal");
  }
}

function sessionOf(user: User): string | undefined {
  return "sid" in user && typeof user.sid === "string" ? user.sid : undefined;
}

/** Where a browser's request came from: the nearest proxy's word for it; unknown where nobody says. */
function sourceOf(headers: Headers): AuthSource {
  return {
    clientAddress: headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || null,
    userAgent: headers.get("user-agent"),
    requestId: requestId(headers.get(requestIdHeader)),
  };
}

/** Only paths of this origin: an absolute address elsewhere would turn the sign-in page into a lure. */
function sameOrigin(url: string, baseUrl: string): string {
  const target = URL.parse(url, baseUrl);
  return target?.origin === new URL(baseUrl).origin ? target.href : baseUrl;
}
