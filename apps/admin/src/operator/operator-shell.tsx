"use client";

import { ApiProvider, signOut } from "@steward/client";
import { type NavModule, notifyError, WorkspaceShell } from "@steward/ui";
import { IconBuildingCommunity, IconServer } from "@tabler/icons-react";
import type { ReactNode } from "react";

const modules: readonly NavModule[] = [
  {
    id: "platform",
    label: "Platform",
    icon: IconServer,
    href: "/operator/tenants",
    items: [{ label: "Organisations", href: "/operator/tenants", icon: IconBuildingCommunity }],
  },
];

const platform = { id: "platform", name: "Platform", href: "/operator/tenants" };

/** The console of the people who run this installation: no organisation, no records of one. */
export function OperatorShell({ person, children }: { person: { name: string; email: string }; children: ReactNode }) {
  return (
    <ApiProvider tenant={null}>
      <WorkspaceShell
        modules={modules}
        breadcrumbs={[{ label: "Platform" }, { label: "Organisations" }]}
        organisation={platform}
        organisations={[platform]}
        user={{ ...person, role: "Operator" }}
        userLinks={[{ label: "Your organisations", href: "/" }]}
        onSignOut={() => signOut().catch(notifyError)}
      >
        {children}
      </WorkspaceShell>
    </ApiProvider>
  );
}
