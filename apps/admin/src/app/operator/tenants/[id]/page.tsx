import { requireRecord } from "@steward/client/server";
import type { Metadata } from "next";
import { cache } from "react";
import { TenantPage } from "../../../../operator/tenant-page.tsx";
import { api, HydrateClient } from "../../../../trpc/server.ts";

interface Props {
  params: Promise<{ id: string }>;
}

const load = cache((id: string) => requireRecord(() => api.operator.tenant.byId({ id })));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).id)).name };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  await load(id);
  void api.operator.tenant.byId.prefetch({ id });
  return (
    <HydrateClient>
      <TenantPage id={id} />
    </HydrateClient>
  );
}
