import { AppError } from "@steward/contracts";
import type { AuthOptions, User } from "next-auth";
import type { CredentialsConfig } from "next-auth/providers/credentials";
import { readSessionCookie, sessionCookie } from "./cookie.ts";
import type { AuthPlatform } from "./platform.ts";
import { findIdentity, openSession, revokeSession, sessionSeconds } from "./session.ts";
import { checkCredentials } from "./sign-in.ts";

interface BrowserOptions {
  /** Set the Secure attribute: the site is served over https. */
  readonly secure: boolean;
  /** Share the cookie with the hosts below this domain; without it, the cookie stays on its host. */
  readonly domain: string | undefined;
  /** Told of what is not the person's fault; the sign-in page only says that it did not work. */
  readonly onError: (error: unknown) => void;
}

type RequestHeaders = Readonly<Record<string, string | undefined>>;

/**
 * The next-auth options of a browser's sign-in with e-mail and password.
 *
 * The cookie carries `sub` (the person) and `sid` (the row in `session`) and nothing else; signing out ends the
 * row, so a copied cookie dies with it. The sign-in page gets the failure's reason as `error`.
 * Further providers join `providers` and make their session through the same `openSession`.
 */
export function nextAuthOptions(platform: AuthPlatform, { secure, domain, onError }: BrowserOptions): AuthOptions {
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure, ...(domain ? { domain } : {}) } as const;
  return {
    secret: platform.secret,
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: sessionSeconds.browser },
    cookies: { sessionToken: { name: sessionCookie, options } },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [credentialsProvider(platform, onError)],
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
        if (typeof token?.sid === "string") await revokeSession(platform, token.sid);
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

function credentialsProvider(platform: AuthPlatform, onError: (error: unknown) => void): CredentialsConfig {
  return {
    id: "credentials",
    name: "Credentials",
    type: "credentials",
    credentials: { email: {}, password: {} },
    authorize: async (credentials, request) => {
      const headers: RequestHeaders = request.headers ?? {};
      try {
        const { userId } = await checkCredentials(platform, {
          email: String(credentials?.email ?? ""),
          password: String(credentials?.password ?? ""),
          address: addressOf(headers),
        });
        // Whoever signs in over a session leaves it: it must not outlive the cookie that named it.
        const previous = await readSessionCookie(platform, headers.cookie ?? null);
        if (previous) await revokeSession(platform, previous.sessionId);
        const userAgent = headers["user-agent"] ?? null;
        const { sessionId } = await openSession(platform, { userId, kind: "browser", userAgent });
        return { id: userId, sid: sessionId };
      } catch (error) {
        // next-auth puts the message of whatever is thrown here into the address bar.
        if (error instanceof AppError) throw new Error(error.reason);
        onError(error);
        throw new Error("internal");
      }
    },
  };
}

function sessionOf(user: User): string | undefined {
  return "sid" in user && typeof user.sid === "string" ? user.sid : undefined;
}

/** The nearest proxy's word for where a request came from; "" where nobody says. */
function addressOf(headers: RequestHeaders): string {
  return headers["x-forwarded-for"]?.split(",").at(-1)?.trim() ?? "";
}

/** Only paths of this origin: an absolute address elsewhere would turn the sign-in page into a lure. */
function sameOrigin(url: string, baseUrl: string): string {
  const target = URL.parse(url, baseUrl);
  return target?.origin === new URL(baseUrl).origin ? target.href : baseUrl;
}
