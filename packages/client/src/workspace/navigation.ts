import type { Permission } from "@steward/contracts";
import type { Crumb, NavModule, PaletteAction } from "@steward/ui";
import { createElement } from "react";
import type { Module } from "./module.ts";

type Href = (path: string) => string;

interface Guarded {
  permission?: Permission;
}

const permittedTo =
  (permissions: ReadonlySet<Permission>) =>
  ({ permission }: Guarded): boolean =>
    permission === undefined || permissions.has(permission);

/** The modules with the pages this member may open, as the shell draws them. */
export function navigationFor(
  modules: readonly Module[],
  permissions: ReadonlySet<Permission>,
  href: Href,
): NavModule[] {
  return modules.flatMap(({ id, label, icon, pages }) => {
    const items = pages.filter(permittedTo(permissions)).map(({ label: name, icon: sign, path, badge }) => ({
      label: name,
      icon: sign,
      href: href(path),
      ...(badge ? { badge: createElement(badge) } : {}),
    }));
    const [first] = items;
    return first ? [{ id, label, icon, href: first.href, items }] : [];
  });
}

/** The commands of all modules that this member may use. */
export function commandsFor(
  modules: readonly Module[],
  permissions: ReadonlySet<Permission>,
  href: Href,
): PaletteAction[] {
  return modules.flatMap((module) =>
    (module.commands ?? []).filter(permittedTo(permissions)).map(({ id, label, icon, path, keywords }) => ({
      id,
      label,
      icon,
      href: href(path),
      group: module.label,
      ...(keywords ? { keywords } : {}),
    })),
  );
}

/** Where a path stands: its module and page, then the record the page itself names. */
export function crumbsFor(modules: readonly Module[], pathname: string, href: Href, record: string | null): Crumb[] {
  const all = modules.flatMap((module) => module.pages.map((page) => ({ module, page })));
  const [here] = all
    .filter(({ page }) => pathname === page.path || pathname.startsWith(`${page.path}/`))
    .sort((one, other) => other.page.path.length - one.page.path.length);
  if (!here) return [];
  const page: Crumb = { label: here.page.label, href: href(here.page.path) };
  const module: Crumb = { label: here.module.label, href: href(here.module.pages[0]?.path ?? "/") };
  // A module that is one page of its name is said once.
  const crumbs = module.label === page.label ? [page] : [module, page];
  return record === null ? crumbs : [...crumbs, { label: record }];
}
