/** What providers are called, by the id they are stored under. */
export const providerNames: Readonly<Record<string, string>> = {
  google: "Google",
  microsoft: "Microsoft",
  github: "GitHub",
  oidc: "Your company's sign-in",
};
