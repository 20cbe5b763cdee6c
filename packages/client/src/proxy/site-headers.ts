/** The kinds of answers web and admin give. */
export type SiteAnswer = "page" | "auth" | "asset" | "health";

const common: Readonly<Record<string, string>> = {
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** For whatever is no page: opened by itself it runs nothing, and nobody frames it. */
const inert = "default-src 'none'; frame-ancestors 'none'";

/**
 * What every answer of a kind carries, whoever writes it: a page, a redirect, an error or a file, by Next, by next-auth
 * or by Node itself. A page's own content security policy has a nonce, so the proxy writes it over this one; what
 * never gets as far as the proxy keeps this one.
 */
export const siteHeaders: Readonly<Record<SiteAnswer, Readonly<Record<string, string>>>> = {
  page: {
    ...common,
    "content-security-policy": inert,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "strict-origin-when-cross-origin",
  },
  auth: {
    ...common,
    "content-security-policy": inert,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
  },
  asset: {
    ...common,
    "content-security-policy": inert,
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
  },
  health: {
    ...common,
    "cache-control": "no-store",
    "content-security-policy": inert,
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
  },
};

/** Two years, as the preload lists ask for (RFC 6797); only on answers that travel by https. */
export const strictTransport = "max-age=63072000; includeSubDomains";

export function answerKind(path: string): SiteAnswer {
  if (/^\/(_next\/(static|image)|icon\.svg|favicon\.ico|notifications-worker\.js)(\/|\?|$)/.test(path)) return "asset";
  if (path.startsWith("/api/auth/")) return "auth";
  return path.startsWith("/health/") ? "health" : "page";
}
