"use client";

import type { Permission } from "@steward/contracts";
import { type Role, roleLabels } from "@steward/contracts/kernel/role";
import { LocaleProvider, notifyError, type Organisation, type SearchHit, WorkspaceShell } from "@steward/ui";
import { type ReactNode, useCallback, useMemo } from "react";
import { ApiProvider } from "../api/provider.tsx";
import { type ApiClient, trpc } from "../api/react.ts";
import { useLive } from "../live/use-live.ts";
import { useSettings } from "../settings/client-settings.tsx";
import { TenantPathProvider, useHref, useTenantPathname } from "../settings/tenant-path.tsx";
import { signOut } from "../sign-in/browser-session.ts";
import { type Impersonation, ImpersonationBanner } from "./impersonation-banner.tsx";
import type { Module } from "./module.ts";
import { commandsFor, crumbsFor, navigationFor } from "./navigation.ts";
import { CrumbCollector } from "./page-crumb.tsx";

/** The organisation of a page, as `org.tenant.current` answers it. */
export interface WorkspaceTenant {
  slug: string;
  name: string;
  locale: string;
  timeZone: string;
  member: {
    name: string;
    email: string;
    role: Role;
    customRole: { name: string } | null;
    permissions: readonly Permission[];
  };
}

/** An organisation to switch to. */
export interface WorkspaceOrganisation {
  slug: string;
  name: string;
  role: Role;
  /** The name of the organisation's own role that decides in place of `role`. */
  customRole: string | null;
}

/** Finds records for the command palette; `href` makes links inside the organisation. */
export type RecordSearch = (api: ApiClient, query: string, href: (path: string) => string) => Promise<SearchHit[]>;

interface WorkspaceProps {
  tenant: WorkspaceTenant;
  organisations: readonly WorkspaceOrganisation[];
  modules: readonly Module[];
  /** The front page of another organisation. */
  siteOf: (slug: string) => string;
  userLinks?: readonly { label: string; href: string }[];
  /** Set while an operator acts as the person. */
  impersonation: Impersonation | null;
  /** Without it the palette finds pages and commands. */
  search?: RecordSearch;
  /** Right end of the header. */
  headerSlot?: ReactNode;
  children: ReactNode;
}

/** The frame around every page of one organisation: navigation, palette, its clock and language, access to its data. */
export function Workspace(props: WorkspaceProps) {
  const { slug, locale, timeZone } = props.tenant;
  return (
    <TenantPathProvider slug={slug}>
      <ApiProvider tenant={slug}>
        <LocaleProvider locale={locale} timeZone={timeZone}>
          <CrumbCollector>{(record) => <Shell {...props} record={record} />}</CrumbCollector>
        </LocaleProvider>
      </ApiProvider>
    </TenantPathProvider>
  );
}

function Shell(props: ShellProps) {
  const { tenant, organisations, modules, siteOf, userLinks = [], search, record, children } = props;
  const { webUrl } = useSettings();
  useLive();
  const href = useHref();
  const pathname = useTenantPathname();
  const { member } = tenant;
  const { client } = trpc.useUtils();
  const findRecords = useCallback(async (query: string) => search?.(client, query, href) ?? [], [search, client, href]);
  const permissions = useMemo(() => new Set(member.permissions), [member.permissions]);
  const asOrganisation = ({ slug, name, role, customRole }: WorkspaceOrganisation): Organisation => ({
    id: slug,
    name,
    href: slug === tenant.slug ? href("/") : siteOf(slug),
    role: customRole ?? roleLabels[role],
  });
  const role = member.customRole?.name ?? roleLabels[member.role];
  return (
    <WorkspaceShell
      modules={navigationFor(modules, permissions, href)}
      actions={commandsFor(modules, permissions, href)}
      breadcrumbs={crumbsFor(modules, pathname, href, record)}
      organisation={asOrganisation({ ...tenant, role: member.role, customRole: member.customRole?.name ?? null })}
      organisations={organisations.map(asOrganisation)}
      organisationLinks={[{ label: "New organisation", href: `${webUrl}/new-organisation` }]}
      user={{ name: member.name, email: member.email, role }}
      userLinks={[{ label: "Your account", href: `${webUrl}/account` }, ...userLinks]}
      headerSlot={props.headerSlot}
      banner={<ImpersonationBanner person={member.name} by={props.impersonation} />}
      {...(search ? { onSearch: findRecords } : {})}
      onSignOut={() => signOut().catch(notifyError)}
    >
      {children}
    </WorkspaceShell>
  );
}

type ShellProps = WorkspaceProps & { record: string | null };
