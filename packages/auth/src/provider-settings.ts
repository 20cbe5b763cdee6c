import type { ProviderId } from "@steward/contracts/auth/profile";
import { SettingsError } from "@steward/ports/process";

/** An identity provider as an installation set it up. */
export type ProviderSettings = {
  /** What its button says: "Google". */
  readonly label: string;
  readonly clientId: string;
  readonly clientSecret: string;
} & (
  | { readonly id: "google" }
  | { readonly id: "github" }
  /** `tenant`: a directory's id, or `common`, `organizations`, `consumers`. */
  | { readonly id: "microsoft"; readonly tenant: string }
  /** `issuer`: its address, as it says itself (OpenID Connect Discovery 1.0, section 4.3). */
  | { readonly id: "oidc"; readonly issuer: string }
);

/** A button of the sign-in page. */
export interface SignInProvider {
  readonly id: ProviderId;
  readonly label: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The providers whose settings are given; one without any is not offered.
 * @throws {SettingsError} a sentence for each half of a pair that is missing and each address that is none.
 */
export function readProviders(env: Environment): ProviderSettings[] {
  const problems: string[] = [];
  const group = (...names: string[]): Record<string, string> | null => {
    const given = names.map((name) => [name, env[name]?.trim() ?? ""] as const);
    const missing = given.filter(([, value]) => value === "").map(([name]) => name);
    if (missing.length === names.length) return null;
    const others = names.filter((name) => !missing.includes(name)).join(" and ");
    problems.push(...missing.map((name) => `${name} is missing: set it too, or leave out ${others}.`));
    return Object.fromEntries(given);
  };
  const providers = [google(group), microsoft(group, env), github(group), oidc(group, env, problems)];
  if (problems.length > 0) throw new SettingsError(problems.join("\n"));
  return providers.filter((provider) => provider !== null);
}

/** The buttons of the sign-in page. Throws as `readProviders`. */
export function signInProviders(env: Environment): SignInProvider[] {
  return readProviders(env).map(({ id, label }) => ({ id, label }));
}

type Group = (...names: string[]) => Record<string, string> | null;

function google(group: Group): ProviderSettings | null {
  const given = group("STEWARD_GOOGLE_CLIENT_ID", "STEWARD_GOOGLE_CLIENT_SECRET");
  return given && { id: "google", label: "Google", ...pairOf(given) };
}

function microsoft(group: Group, env: Environment): ProviderSettings | null {
  const given = group("STEWARD_MICROSOFT_CLIENT_ID", "STEWARD_MICROSOFT_CLIENT_SECRET");
  const tenant = env.STEWARD_MICROSOFT_TENANT?.trim() || "common";
  return given && { id: "microsoft", label: "Microsoft", tenant, ...pairOf(given) };
}

function github(group: Group): ProviderSettings | null {
  const given = group("STEWARD_GITHUB_CLIENT_ID", "STEWARD_GITHUB_CLIENT_SECRET");
  return given && { id: "github", label: "GitHub", ...pairOf(given) };
}

function oidc(group: Group, env: Environment, problems: string[]): ProviderSettings | null {
  const given = group("STEWARD_OIDC_CLIENT_ID", "STEWARD_OIDC_CLIENT_SECRET", "STEWARD_OIDC_ISSUER");
  if (!given) return null;
  const issuer = given.STEWARD_OIDC_ISSUER ?? "";
  if (issuer !== "" && !/^https?:$/.test(URL.parse(issuer)?.protocol ?? "")) {
    problems.push("STEWARD_OIDC_ISSUER is not an http(s) address: set it to one such as https://id.example.com.");
  }
  const label = env.STEWARD_OIDC_NAME?.trim() || "Single sign-on";
  return { id: "oidc", label, issuer, ...pairOf(given) };
}

/** The client's id and secret, whatever the provider's prefix. */
function pairOf(given: Record<string, string>): { clientId: string; clientSecret: string } {
  const ending = (end: string) => Object.entries(given).find(([name]) => name.endsWith(end))?.[1] ?? "";
  return { clientId: ending("_CLIENT_ID"), clientSecret: ending("_CLIENT_SECRET") };
}
