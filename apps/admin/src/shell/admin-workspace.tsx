"use client";

import {
  type CurrentTenant,
  type Impersonation,
  TenantContext,
  tenantSite,
  useSettings,
  Workspace,
  type WorkspaceOrganisation,
} from "@steward/client";
import type { ReactNode } from "react";
import { modules } from "../modules.ts";

interface AdminWorkspaceProps {
  tenant: CurrentTenant;
  organisations: readonly WorkspaceOrganisation[];
  operator: boolean;
  impersonation: Impersonation | null;
  children: ReactNode;
}

/** The administration of one organisation. */
export function AdminWorkspace({ tenant, organisations, operator, impersonation, children }: AdminWorkspaceProps) {
  const settings = useSettings();
  const { ownHost } = settings;
  const links = [{ label: "Back to the workspace", href: tenantSite(settings, "web", tenant.slug, tenant.slug) }];
  return (
    <Workspace
      tenant={tenant}
      organisations={organisations}
      modules={modules}
      impersonation={impersonation}
      siteOf={(slug) => tenantSite(settings, "admin", tenant.slug, slug)}
      userLinks={
        operator ? [...links, { label: "Operator console", href: `${ownHost?.adminUrl ?? ""}/operator` }] : links
      }
    >
      <TenantContext value={tenant}>{children}</TenantContext>
    </Workspace>
  );
}
