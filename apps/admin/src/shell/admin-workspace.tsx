"use client";

import { tenantSite, useSettings, Workspace, type WorkspaceOrganisation, type WorkspaceTenant } from "@steward/client";
import type { ReactNode } from "react";
import { modules } from "../modules.ts";

interface AdminWorkspaceProps {
  tenant: WorkspaceTenant;
  organisations: readonly WorkspaceOrganisation[];
  operator: boolean;
  children: ReactNode;
}

/** The administration of one organisation. */
export function AdminWorkspace({ tenant, organisations, operator, children }: AdminWorkspaceProps) {
  const { webUrl, adminUrl } = useSettings();
  const links = [{ label: "Back to the workspace", href: tenantSite(webUrl, tenant.slug, tenant.slug) }];
  return (
    <Workspace
      tenant={tenant}
      organisations={organisations}
      modules={modules}
      siteOf={(slug) => tenantSite(adminUrl, tenant.slug, slug)}
      userLinks={operator ? [...links, { label: "Operator console", href: "/operator/tenants" }] : links}
    >
      {children}
    </Workspace>
  );
}
