"use client";

import { usePathname } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext } from "react";
import { useSettings } from "./client-settings.tsx";
import { pathInside, tenantHref } from "./tenant-href.ts";

const TenantContext = createContext<string | null>(null);

/** Names the organisation whose pages stand inside. */
export function TenantPathProvider({ slug, children }: { slug: string; children: ReactNode }) {
  return <TenantContext value={slug}>{children}</TenantContext>;
}

/** The slug of the organisation this page belongs to. */
export function useTenantSlug(): string {
  const slug = useContext(TenantContext);
  if (slug === null) throw new Error("useTenantSlug works inside an organisation's layout only");
  return slug;
}

/**
 * Turns a path inside the organisation into a link: `/crm/accounts` becomes `/acme/crm/accounts`, or stays as
 * it is under the organisation's own subdomain.
 */
export function useHref(): (path: string) => string {
  const slug = useTenantSlug();
  const { onSubdomain } = useSettings();
  return useCallback((path: string) => tenantHref(slug, onSubdomain, path), [slug, onSubdomain]);
}

/**
 * The path inside the organisation that is shown: `/crm/accounts`. Under a subdomain the server renders the
 * rewritten path and the browser has the plain one; both read the same here.
 */
export function useTenantPathname(): string {
  const slug = useTenantSlug();
  const pathname = usePathname();
  return pathInside(slug, pathname);
}
