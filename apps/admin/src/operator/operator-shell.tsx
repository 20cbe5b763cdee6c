"use client";

import { ApiProvider, CrumbCollector, crumbsFor, navigationFor, signOut, useSettings } from "@steward/client";
import { notifyError, WorkspaceShell } from "@steward/ui";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { operatorModules } from "../modules.ts";

const platform = { id: "platform", name: "Platform", href: "/operator" };
const asItIs = (path: string) => path;
const navigation = navigationFor(operatorModules, new Set(), asItIs);

/** The console of the people who run this installation: no organisation, no records of one. */
export function OperatorShell({ person, children }: { person: { name: string; email: string }; children: ReactNode }) {
  const pathname = usePathname();
  const { webUrl } = useSettings();
  return (
    <ApiProvider tenant={null}>
      <CrumbCollector>
        {(record) => (
          <WorkspaceShell
            modules={navigation}
            breadcrumbs={crumbsFor(operatorModules, pathname, asItIs, record)}
            organisation={platform}
            organisations={[platform]}
            user={{ ...person, role: "Operator" }}
            userLinks={[
              { label: "Your organisations", href: "/" },
              { label: "Your account and devices", href: `${webUrl}/account` },
            ]}
            onSignOut={() => signOut().catch(notifyError)}
          >
            {children}
          </WorkspaceShell>
        )}
      </CrumbCollector>
    </ApiProvider>
  );
}
