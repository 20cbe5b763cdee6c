import type { Provider } from "next-auth/providers/index";
import type { OAuthConfig } from "next-auth/providers/oauth";
import type { ProviderSettings } from "./provider-settings.ts";

/** A person as a provider describes them, in the shape next-auth hands on. */
export interface ProviderProfile {
  /** The issuer and its own id of the person: only both together are unique (OpenID Connect Core 1.0, section 5.7). */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Whether the provider vouches that the mailbox is theirs. */
  readonly emailVerified: boolean;
}

/** The claims we read; anything may be missing, because other people's servers send them. */
interface Claims {
  readonly iss?: unknown;
  readonly sub?: unknown;
  readonly name?: unknown;
  readonly email?: unknown;
  readonly email_verified?: unknown;
  readonly tid?: unknown;
  readonly xms_edov?: unknown;
}

/** PKCE (RFC 7636) against stolen codes, state against forged callbacks, nonce against replayed ID tokens (RFC 9700). */
const oidcChecks: OAuthConfig<Claims>["checks"] = ["pkce", "state", "nonce"];

const timeoutMs = 10_000;

/** The next-auth provider of a set-up identity provider. */
export function oauthProvider(settings: ProviderSettings): Provider {
  const { id, label, clientId, clientSecret } = settings;
  const common = {
    id,
    name: label,
    type: "oauth",
    clientId,
    clientSecret,
    httpOptions: { timeout: timeoutMs },
  } as const;
  const provider: OAuthConfig<Claims> | OAuthConfig<GitHubPerson> =
    settings.id === "github"
      ? { ...common, ...github }
      : {
          ...common,
          wellKnown: discoveryAddress(settings),
          authorization: { params: { scope: "openid email profile" } },
          checks: oidcChecks,
          idToken: true,
          ...(settings.id === "oidc" ? { userinfo: { request: readUserinfo } } : {}),
          profile: (claims: Claims) => profileOf(claims, vouches(settings, claims)),
        };
  // next-auth's list of providers is typed by `any` profile, which no profile of ours is.
  return provider as Provider;
}

function discoveryAddress(settings: Exclude<ProviderSettings, { id: "github" }>): string {
  return `${issuerAddress(settings)}/.well-known/openid-configuration`;
}

function issuerAddress(settings: Exclude<ProviderSettings, { id: "github" }>): string {
  if (settings.id === "google") return "https://accounts.google.com";
  if (settings.id === "oidc") return settings.issuer.replace(/\/$/, "");
  return `https://login.microsoftonline.com/${encodeURIComponent(settings.tenant)}/v2.0`;
}

/**
 * Whether an address may be believed. Microsoft lets any directory's administrator write any address into `email` and
 * sends no `email_verified` ("nOAuth", Descope 2023): there `xms_edov` counts, the claim that the domain's owner was
 * verified, or a directory that the installation named itself.
 */
function vouches(settings: ProviderSettings, claims: Claims): boolean {
  if (settings.id !== "microsoft") return claims.email_verified === true;
  const edov = claims.xms_edov;
  return (
    edov === true || edov === 1 || edov === "1" || (typeof claims.tid === "string" && claims.tid === settings.tenant)
  );
}

function profileOf(claims: Claims, emailVerified: boolean): ProviderProfile {
  if (typeof claims.sub !== "string" || typeof claims.iss !== "string") throw new Error("An ID token names nobody.");
  const email = textOf(claims.email);
  return { id: `${claims.iss} ${claims.sub}`, name: textOf(claims.name), email, emailVerified };
}

/** Many issuers put only the subject into the ID token and the rest behind the userinfo endpoint (Core, section 5.4). */
const readUserinfo: NonNullable<Exclude<OAuthConfig<Claims>["userinfo"], string | undefined>["request"]> = async ({
  client,
  tokens,
}) => {
  if (!tokens.id_token || !tokens.access_token) throw new Error("The issuer sent no ID token.");
  const { iss, sub } = claimsIn(tokens.id_token);
  const more = await client.userinfo(tokens.access_token);
  if (more.sub !== sub) throw new Error("The issuer's userinfo speaks of somebody else.");
  return { ...more, iss, sub };
};

/** The payload of an ID token that openid-client has just verified. */
function claimsIn(idToken: string): { iss: string; sub: string } {
  return JSON.parse(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString());
}

interface GitHubPerson {
  readonly id: number;
  readonly login: string;
  readonly name: string | null;
  readonly primary: { readonly email: string; readonly verified: boolean } | null;
}

/** GitHub speaks OAuth without OpenID Connect: no ID token, and the addresses behind an endpoint of their own. */
const github: Pick<OAuthConfig<GitHubPerson>, "authorization" | "token" | "userinfo" | "checks" | "profile"> = {
  authorization: { url: "https://github.com/login/oauth/authorize", params: { scope: "read:user user:email" } },
  token: "https://github.com/login/oauth/access_token",
  userinfo: {
    url: "https://api.github.com/user",
    request: async ({ client, tokens }) => {
      if (!tokens.access_token) throw new Error("GitHub sent no access token.");
      const [person, primary] = await Promise.all([
        client.userinfo(tokens.access_token),
        primaryGitHubAddress(tokens.access_token),
      ]);
      return { ...person, primary } as never;
    },
  },
  checks: ["pkce", "state"],
  profile: ({ id, login, name, primary }): ProviderProfile => ({
    id: `https://github.com ${id}`,
    name: name || login,
    email: primary?.email ?? "",
    emailVerified: primary?.verified === true,
  }),
};

/** The public address of a profile may be any text; only this list says what GitHub has confirmed. */
export async function primaryGitHubAddress(
  accessToken: string,
  api = "https://api.github.com",
): Promise<GitHubPerson["primary"]> {
  const answer = await fetch(`${api}/user/emails`, {
    headers: { authorization: `Bearer ${accessToken}`, accept: "application/vnd.github+json" },
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!answer.ok) throw new Error(`GitHub answered ${answer.status} for the list of addresses.`);
  const addresses = (await answer.json()) as { email: string; primary: boolean; verified: boolean }[];
  return addresses.find(({ primary }) => primary) ?? null;
}

const textOf = (claim: unknown) => (typeof claim === "string" ? claim : "");
