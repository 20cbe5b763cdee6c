import { requireProfile, requireTenant } from "@steward/client/server";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { WebWorkspace } from "../../shell/web-workspace.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await requireTenant();
  return { title: { default: name, template: `%s · ${name}` } };
}

export default async function Layout({ children }: { children: ReactNode }) {
  const [tenant, profile] = await Promise.all([requireTenant(), requireProfile()]);
  return (
    <WebWorkspace tenant={tenant} organisations={profile.organisations} impersonation={profile.impersonation}>
      {children}
    </WebWorkspace>
  );
}
