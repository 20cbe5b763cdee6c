/**
 * The link that the present page belongs under: the longest of `hrefs` that is the page's path or a folder
 * above it, so that `/acme/crm/accounts/42` marks `/acme/crm/accounts` and not `/acme/crm`.
 */
export function activeHref(pathname: string, hrefs: readonly string[]): string | undefined {
  const path = trim(pathname);
  const above = hrefs.filter((href) => {
    const target = trim(href);
    return path === target || path.startsWith(`${target}/`);
  });
  return above.sort((a, b) => trim(b).length - trim(a).length)[0];
}

function trim(href: string): string {
  const path = href.split(/[?#]/u)[0] ?? "";
  return path.length > 1 ? path.replace(/\/+$/u, "") : path;
}
