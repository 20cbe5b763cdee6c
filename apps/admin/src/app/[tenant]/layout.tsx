import { requireProfile, requireTenant } from "@steward/client/server";
import { administers } from "@steward/contracts";
import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import type { ReactNode } from "react";
import { AdminWorkspace } from "../../shell/admin-workspace.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await requireTenant();
  return { title: { default: `${name} administration`, template: `%s · ${name} administration` } };
}

export default async function Layout({ children }: { children: ReactNode }) {
  const [tenant, profile] = await Promise.all([requireTenant(), requireProfile()]);
  if (!administers(new Set(tenant.member.permissions))) forbidden();
  const { operator, impersonation } = profile;
  const organisations = profile.organisations.filter((place) => place.administers);
  return (
    <AdminWorkspace tenant={tenant} organisations={organisations} operator={operator} impersonation={impersonation}>
      {children}
    </AdminWorkspace>
  );
}
