/** The link to a path inside an organisation: `/acme/crm`, or `/crm` under the organisation's own subdomain. */
export function tenantHref(slug: string, onSubdomain: boolean, path: string): string {
  if (onSubdomain) return path;
  return path === "/" ? `/${slug}` : `/${slug}${path}`;
}

/** The path inside the organisation of what `usePathname` says, with or without the organisation in front. */
export function pathInside(slug: string, pathname: string): string {
  if (pathname === `/${slug}`) return "/";
  return pathname.startsWith(`/${slug}/`) ? pathname.slice(slug.length + 1) : pathname;
}

/**
 * The front page of an organisation on another origin, or of another organisation: under its subdomain where the
 * origin is one (`http://acme.localhost:3001` names `acme`), else under its path.
 */
export function tenantSite(origin: string, currentSlug: string, slug: string): string {
  const url = new URL(origin);
  if (!url.hostname.startsWith(`${currentSlug}.`)) return `${url.origin}/${slug}`;
  url.hostname = slug + url.hostname.slice(currentSlug.length);
  return `${url.origin}/`;
}
