import { AppError } from "@steward/contracts";
import { requestId, requestIdHeader } from "@steward/ports/telemetry";
import { readSessionCookie } from "./cookie.ts";
import type { AuthPlatform } from "./platform.ts";
import type { ProviderSettings } from "./provider-settings.ts";
import { type NewSession, openSession } from "./session.ts";
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
  /** The identity providers that are set up; none unless given. */
  readonly providers?: readonly ProviderSettings[];
}

/** Starts the session of a browser that has just shown who it is; the one its cookie named until now ends. */
export async function openBrowserSession(
  platform: AuthPlatform,
  headers: Headers,
  signedIn: Pick<NewSession, "userId" | "method" | "secondFactor" | "provedHash">,
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

/** next-auth puts the message of whatever is thrown into the address bar: a reason of ours, or nothing. */
export async function answering<T>(onError: (error: unknown) => void, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AppError) throw new Error(error.reason);
    onError(error);
    throw new Error("internal");
  }
}

/** Where a browser's request came from: the nearest proxy's word for it; unknown where nobody says. */
export function sourceOf(headers: Headers): AuthSource {
  return {
    clientAddress: headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || null,
    userAgent: headers.get("user-agent"),
    requestId: requestId(headers.get(requestIdHeader)),
  };
}
