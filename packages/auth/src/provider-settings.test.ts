import { describe, expect, it } from "vitest";
import { readProviders, signInProviders } from "./provider-settings.ts";

describe("the settings of providers", () => {
  it("offer none unless set", () => {
    expect(signInProviders({})).toEqual([]);
    expect(signInProviders({ STEWARD_GOOGLE_CLIENT_ID: " ", STEWARD_GOOGLE_CLIENT_SECRET: "" })).toEqual([]);
  });

  it("offer each that is set up, without its secret", () => {
    const env = {
      STEWARD_GOOGLE_CLIENT_ID: "google-id",
      STEWARD_GOOGLE_CLIENT_SECRET: "google-secret",
      STEWARD_MICROSOFT_CLIENT_ID: "microsoft-id",
      STEWARD_MICROSOFT_CLIENT_SECRET: "microsoft-secret",
      STEWARD_GITHUB_CLIENT_ID: "github-id",
      STEWARD_GITHUB_CLIENT_SECRET: "github-secret",
      STEWARD_OIDC_ISSUER: "https://id.acme.test/",
      STEWARD_OIDC_CLIENT_ID: "oidc-id",
      STEWARD_OIDC_CLIENT_SECRET: "oidc-secret",
      STEWARD_OIDC_NAME: "Acme login",
    };
    expect(signInProviders(env)).toEqual([
      { id: "google", label: "Google" },
      { id: "microsoft", label: "Microsoft" },
      { id: "github", label: "GitHub" },
      { id: "oidc", label: "Acme login" },
    ]);
    const [, microsoft, , oidc] = readProviders(env);
    expect(microsoft).toMatchObject({ clientId: "microsoft-id", clientSecret: "microsoft-secret", tenant: "common" });
    expect(oidc).toMatchObject({ clientId: "oidc-id", issuer: "https://id.acme.test/" });
  });

  it("say which half is missing, one sentence each", () => {
    const env = {
      STEWARD_GITHUB_CLIENT_ID: "github-id",
      STEWARD_OIDC_CLIENT_ID: "oidc-id",
      STEWARD_OIDC_CLIENT_SECRET: "s",
    };
    expect(() => readProviders(env)).toThrow(
      "STEWARD_GITHUB_CLIENT_SECRET is missing: set it too, or leave out STEWARD_GITHUB_CLIENT_ID.\n" +
        "STEWARD_OIDC_ISSUER is missing: set it too, or leave out STEWARD_OIDC_CLIENT_ID and STEWARD_OIDC_CLIENT_SECRET.",
    );
  });

  it("refuse an issuer that is no address", () => {
    const env = { STEWARD_OIDC_ISSUER: "acme", STEWARD_OIDC_CLIENT_ID: "a", STEWARD_OIDC_CLIENT_SECRET: "b" };
    expect(() => readProviders(env)).toThrow("STEWARD_OIDC_ISSUER is not an http(s) address");
  });
});
