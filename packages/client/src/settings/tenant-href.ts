import type { ClientSettings } from "./client-settings.tsx";

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
 * The front page of an organisation on another site, or of another organisation: under its subdomain where the site's
 * origin is one (`http://acme.localhost:3001` names `acme`), else under its path. From an organisation's own host name
 * the way to others leads over the installation's.
 */
export function tenantSite(
  settings: Pick<ClientSettings, "webUrl" | "adminUrl" | "ownHost">,
  site: "web" | "admin",
  currentSlug: string,
  slug: string,
): string {
  const { ownHost } = settings;
  const part = site === "web" ? "webUrl" : "adminUrl";
  const url = new URL(settings[part]);
  if (url.hostname === ownHost?.name) return slug === currentSlug ? `${url.origin}/` : `${ownHost[part]}/${slug}`;
  if (!url.hostname.startsWith(`${currentSlug}.`)) return `${url.origin}/${slug}`;
  url.hostname = slug + url.hostname.slice(currentSlug.length);
  return `${url.origin}/`;
}
