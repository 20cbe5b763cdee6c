"use client";

import { type Impersonation, tenantSite, useSettings, Workspace, type WorkspaceOrganisation } from "@steward/client";
import { administers } from "@steward/contracts";
import type { ReactNode } from "react";
import "../errors.ts";
import { MessagingBackground } from "../messaging/frame/messaging-background.tsx";
import { modules } from "../modules.ts";
import { NotificationBell } from "../notifications/notification/notification-bell.tsx";
import { PushKeeper } from "../notifications/preference/push-keeper.tsx";
import { TimerButton } from "../time/timer/timer-button.tsx";
import { searchRecords } from "./search-records.ts";
import { type CurrentTenant, TenantContext } from "./use-tenant.ts";

interface WebWorkspaceProps {
  tenant: CurrentTenant;
  organisations: readonly WorkspaceOrganisation[];
  impersonation: Impersonation | null;
  children: ReactNode;
}

/** The workspace with the modules of this application. */
export function WebWorkspace({ tenant, organisations, impersonation, children }: WebWorkspaceProps) {
  const settings = useSettings();
  const administration = { label: "Administration", href: tenantSite(settings, "admin", tenant.slug, tenant.slug) };
  return (
    <Workspace
      tenant={tenant}
      organisations={organisations}
      modules={modules}
      impersonation={impersonation}
      search={searchRecords}
      headerSlot={
        // The timer asks what its person may do, which is said below this frame as well.
        <TenantContext value={tenant}>
          <TimerButton />
          <NotificationBell />
        </TenantContext>
      }
      siteOf={(slug) => tenantSite(settings, "web", tenant.slug, slug)}
      userLinks={administers(new Set(tenant.member.permissions)) ? [administration] : []}
    >
      <TenantContext value={tenant}>
        <PushKeeper />
        <MessagingBackground>{children}</MessagingBackground>
      </TenantContext>
    </Workspace>
  );
}
