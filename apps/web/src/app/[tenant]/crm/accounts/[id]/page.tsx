import { requireRecord, tenantLink } from "@steward/client/server";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { cache } from "react";
import { AccountPage } from "../../../../../crm/account/account-page.tsx";
import { api, HydrateClient } from "../../../../../trpc/server.ts";

interface Props {
  params: Promise<{ tenant: string; id: string }>;
}

const load = cache((id: string) => requireRecord(() => api.crm.account.byId({ id })));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).id)).name };
}

export default async function Page({ params }: Props) {
  const { tenant, id } = await params;
  const account = await load(id);
  // The address of an account that was merged leads to the one it became part of.
  if (account.id !== id) redirect(await tenantLink(tenant, `/crm/accounts/${account.id}`));
  void api.crm.account.byId.prefetch({ id });
  void api.crm.account.timeline.prefetchInfinite({ id });
  return (
    <HydrateClient>
      <AccountPage id={id} />
    </HydrateClient>
  );
}
