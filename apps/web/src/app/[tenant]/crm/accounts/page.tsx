import { defaultPageSize } from "@steward/contracts";
import type { Metadata } from "next";
import { AccountsPage } from "../../../../crm/account/accounts-page.tsx";
import { api, HydrateClient } from "../../../../trpc/server.ts";

export const metadata: Metadata = { title: "Accounts" };

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const query = await searchParams;
  // The plain list comes with the page; what a link filters is fetched by the browser, which reads the address.
  if (Object.keys(query).length === 0) {
    const filter = {};
    const sort = { field: "name", direction: "asc" } as const;
    void api.crm.account.list.prefetchInfinite({ filter, sort, limit: defaultPageSize });
    void api.crm.account.count.prefetch({ filter });
  }
  return (
    <HydrateClient>
      <AccountsPage creating={"new" in query} />
    </HydrateClient>
  );
}
