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

/** Where somebody who is not signed in goes, to come back here afterwards. */
export function signInPath(from: string): string {
  const back = returnPath(from);
  return back === "/" ? "/sign-in" : `/sign-in?return=${encodeURIComponent(back)}`;
}
