/**
 * The path to go to after signing in: whatever was asked for if it is a page of this site, else the front page.
 * An address elsewhere, in any of the spellings browsers accept for one (`//x`, `/\x`, a tab in between),
 * would turn the sign-in page into a lure.
 */
export function returnPath(wanted: string | null | undefined): string {
  const origin = "http://site.invalid";
  if (!wanted?.startsWith("/")) return "/";
  const target = URL.parse(wanted, origin);
  if (target?.origin !== origin) return "/";
  if (/^\/(sign-in|api|health)(\/|$)/.test(target.pathname)) return "/";
  // A path such as `//x` survives parsing after dot segments (`/.//x`), and is an address again when followed.
  if (target.pathname.startsWith("//")) return "/";
  return target.pathname + target.search + target.hash;
}

/** Somebody sent to sign in for one of these is signed in, but not as the place they wanted to go to asks for. */
export const signInAgainReasons: ReadonlySet<string> = new Set([
  "auth.session_too_old",
  "tenant_second_factor_required",
]);

/**
 * Where somebody goes to sign in, to come back here afterwards. `reason` is why the API sent them; it is told where
 * the page would otherwise let them through as signed in already, or say nothing of why they are there again.
 */
export function signInPath(from: string, reason?: string): string {
  const back = returnPath(from);
  const query = new URLSearchParams();
  if (back !== "/") query.set("return", back);
  if (reason !== undefined && signInAgainReasons.has(reason)) query.set("error", reason);
  return query.size > 0 ? `/sign-in?${query}` : "/sign-in";
}
