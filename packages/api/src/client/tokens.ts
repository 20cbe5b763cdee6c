import { createTRPCClient, retryLink, type TRPCLink } from "@trpc/client";
import type { AppRouter } from "../router.ts";
import { isOutcomeUnknown, reasonOf } from "./failure.ts";
import { type ApiLinksOptions, apiLinks } from "./links.ts";

/** What `auth.token.create` answers: an access token for a quarter of an hour, and one that renews it once. */
export interface ClientTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Of the access token. */
  readonly expiresAt: Date;
}

/** Renewed this long before they expire: a request under way shall not arrive with one that is over. */
const marginMs = 30_000;
const maxAttempts = 4;

export interface TokenKeeper {
  /** An access token that is good now; the first of those who ask at one time has it renewed for all. */
  current(): Promise<string>;
  /** Has a call that was refused for an expired token made once more: this machine's clock may be behind the server's. */
  readonly link: TRPCLink<AppRouter>;
}

/** Keeps tokens fresh. `onRenewed` is awaited before a new one is used: the refresh token before it is spent by then. */
export function keepTokens(
  options: Pick<ApiLinksOptions, "url" | "fetch">,
  tokens: ClientTokens,
  onRenewed: (tokens: ClientTokens) => void | Promise<void> = () => {},
): TokenKeeper {
  const nobody = createTRPCClient<AppRouter>({
    links: [
      // The server gives whoever spent a refresh token the same successor for a while.
      retryLink({
        retry: ({ error, attempts }) => attempts < maxAttempts && isOutcomeUnknown(error),
        retryDelayMs: (attempts) => attempts * 500,
      }),
      ...apiLinks({ ...options, tenant: null }),
    ],
  });
  let held = tokens;
  let goodUntilMs = tokens.expiresAt.getTime() - marginMs;
  let renewing: Promise<string> | undefined;

  const renew = async () => {
    held = await nobody.auth.token.refresh.mutate({ refreshToken: held.refreshToken });
    goodUntilMs = held.expiresAt.getTime() - marginMs;
    await onRenewed(held);
    return held.accessToken;
  };
  return {
    async current() {
      if (!renewing && Date.now() < goodUntilMs) return held.accessToken;
      renewing ??= renew().finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
    link: retryLink({
      retry: ({ error, attempts }) => {
        if (attempts > 1 || reasonOf(error) !== "auth.token_expired") return false;
        goodUntilMs = 0;
        return true;
      },
    }),
  };
}
