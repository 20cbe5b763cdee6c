import type { Metadata } from "next";
import { TenantsPage } from "../../../operator/tenants-page.tsx";
import { api, HydrateClient } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: "Organisations" };

export default async function Page() {
  await api.operator.tenant.list.prefetch();
  return (
    <HydrateClient>
      <TenantsPage />
    </HydrateClient>
  );
}
