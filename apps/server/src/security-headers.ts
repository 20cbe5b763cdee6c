/** The kinds of answers the API gives. */
export type AnswerKind = "api" | "health" | "preflight" | "error";

/** Nothing in an answer of ours may run, be framed, be sniffed, be kept or be read by another site's page. */
const data: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};
// The workspace stands on another origin of the same site; CORS says which of its pages may read.
const sameSite = { ...data, "cross-origin-resource-policy": "same-site", vary: "Origin" };

/** What every answer of a kind carries, beside what belongs to its content. */
export const answerPolicies: Readonly<Record<AnswerKind, Readonly<Record<string, string>>>> = {
  api: sameSite,
  preflight: sameSite,
  error: sameSite,
  // A page that has lost the API asks here, from its own origin, whether it is back.
  health: { ...data, "cross-origin-resource-policy": "same-site" },
};

/** Two years, as the preload lists ask for (RFC 6797); only where people reach the installation by https. */
export const strictTransport = "max-age=63072000; includeSubDomains";

type PolicyHeaders = Readonly<Record<AnswerKind, readonly (readonly [string, string])[]>>;

/** The headers of each kind as they are set on every answer. */
export function policyHeaders(secure: boolean): PolicyHeaders {
  const ofKind = (kind: AnswerKind) =>
    Object.entries(
      secure ? { ...answerPolicies[kind], "strict-transport-security": strictTransport } : answerPolicies[kind],
    );
  return { api: ofKind("api"), preflight: ofKind("preflight"), error: ofKind("error"), health: ofKind("health") };
}
