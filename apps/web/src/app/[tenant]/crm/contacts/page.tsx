import { defaultPageSize } from "@steward/contracts";
import type { Metadata } from "next";
import { ContactsPage } from "../../../../crm/contact/contacts-page.tsx";
import { api, HydrateClient } from "../../../../trpc/server.ts";

export const metadata: Metadata = { title: "Contacts" };

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const query = await searchParams;
  // The plain list comes with the page; what a link filters is fetched by the browser, which reads the address.
  if (Object.keys(query).length === 0) {
    const filter = {};
    const sort = { field: "name", direction: "asc" } as const;
    void api.crm.contact.list.prefetchInfinite({ filter, sort, limit: defaultPageSize });
    void api.crm.contact.count.prefetch({ filter });
  }
  return (
    <HydrateClient>
      <ContactsPage creating={"new" in query} />
    </HydrateClient>
  );
}
