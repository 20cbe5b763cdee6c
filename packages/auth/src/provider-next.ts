import type { Account, User } from "next-auth";
import type { CredentialsConfig } from "next-auth/providers/credentials";
import { answering, type BrowserOptions, openBrowserSession, sourceOf } from "./browser.ts";
import type { AuthPlatform } from "./platform.ts";
import { finishProviderSignIn, signInThroughProvider } from "./provider-sign-in.ts";

/**
 * next-auth's question, once a provider has answered, whether that person may come in. `true` with the session in `user`,
 * which becomes the cookie; the address of the sign-in page where a code is still asked for. What it throws is the
 * reason the sign-in page shows.
 */
export function signInAtProvider(
  platform: AuthPlatform,
  { headers, onError }: BrowserOptions,
  user: User,
  { provider }: Pick<Account, "provider">,
): Promise<true | string> {
  return answering(onError, async () => {
    const { id, name, email } = user;
    const emailVerified = "emailVerified" in user && user.emailVerified === true;
    const account = { provider, profile: { id, name: name ?? "", email: email ?? "", emailVerified } };
    const outcome = await signInThroughProvider(platform, account, sourceOf(headers));
    if (outcome.ticket !== null) {
      return `/sign-in?${new URLSearchParams({ error: "auth.second_factor_required", ticket: outcome.ticket })}`;
    }
    const sid = await openBrowserSession(platform, headers, { ...outcome, method: provider });
    Object.assign(user, { id: outcome.userId, sid });
    return true;
  });
}

/** The second step after a provider: the ticket it left in the address, and a code. */
export function codeStepProvider(platform: AuthPlatform, { headers, onError }: BrowserOptions): CredentialsConfig {
  return {
    id: "code",
    name: "Code",
    type: "credentials",
    credentials: { ticket: {}, code: {} },
    authorize: (credentials) =>
      answering(onError, async () => {
        const given = String(credentials?.ticket ?? "");
        const signedIn = await finishProviderSignIn(platform, given, credentials?.code, sourceOf(headers));
        const { userId, secondFactor, provider: method } = signedIn;
        return { id: userId, sid: await openBrowserSession(platform, headers, { userId, secondFactor, method }) };
      }),
  };
}
