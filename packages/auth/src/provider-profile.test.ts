import { describe, expect, it } from "vitest";
import { oauthProvider } from "./provider.ts";
import type { ProviderSettings } from "./provider-settings.ts";

const client = { label: "x", clientId: "id", clientSecret: "secret" };
const ours = "0f0e0d0c-0b0a-4908-8706-050403020100";
const theirs = "11111111-2222-4333-8444-555555555555";

function profileOf(settings: ProviderSettings, claims: object) {
  const provider = oauthProvider(settings);
  if (provider.type !== "oauth") throw new Error("not OAuth");
  return provider.profile({ iss: "https://issuer.test", sub: "7", email: "ada@acme.test", ...claims }, {});
}

describe("a provider's word on an address", () => {
  it.each<[string, ProviderSettings, object, boolean]>([
    ["Google's, given", { id: "google", ...client }, { email_verified: true }, true],
    ["Google's, withheld", { id: "google", ...client }, { email_verified: false }, false],
    ["an issuer's, missing", { id: "oidc", issuer: "https://issuer.test", ...client }, {}, false],
    [
      "an issuer's, as text",
      { id: "oidc", issuer: "https://issuer.test", ...client },
      { email_verified: "true" },
      false,
    ],
    ["Microsoft's, of any directory", { id: "microsoft", tenant: "common", ...client }, { tid: theirs }, false],
    // "nOAuth": the directory's administrator wrote the address, and the claim that others believe.
    [
      "Microsoft's, claimed by a directory",
      { id: "microsoft", tenant: "common", ...client },
      { tid: theirs, email_verified: true },
      false,
    ],
    [
      "Microsoft's, of a domain whose owner is known",
      { id: "microsoft", tenant: "common", ...client },
      { tid: theirs, xms_edov: true },
      true,
    ],
    [
      "Microsoft's, of the installation's own directory",
      { id: "microsoft", tenant: ours, ...client },
      { tid: ours },
      true,
    ],
    ["Microsoft's, of another than that", { id: "microsoft", tenant: ours, ...client }, { tid: theirs }, false],
  ])("%s", async (_name, settings, claims, vouched) => {
    expect(await profileOf(settings, claims)).toMatchObject({
      id: "https://issuer.test 7",
      email: "ada@acme.test",
      emailVerified: vouched,
    });
  });

  it("of nobody is refused", () => {
    const settings: ProviderSettings = { id: "google", ...client };
    expect(() => profileOf(settings, { sub: undefined })).toThrow("names nobody");
  });

  it("is asked for with PKCE, state and, where there is an ID token, a nonce", () => {
    const checksOf = (settings: ProviderSettings) => {
      const provider = oauthProvider(settings);
      return provider.type === "oauth" ? provider.checks : null;
    };
    expect(checksOf({ id: "google", ...client })).toEqual(["pkce", "state", "nonce"]);
    expect(checksOf({ id: "microsoft", tenant: "common", ...client })).toEqual(["pkce", "state", "nonce"]);
    expect(checksOf({ id: "github", ...client })).toEqual(["pkce", "state"]);
  });
});
