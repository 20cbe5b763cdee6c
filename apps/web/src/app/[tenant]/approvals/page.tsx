import { idSchema } from "@steward/contracts";
import type { Metadata } from "next";
import { ApprovalsPage } from "../../../approvals/approvals-page.tsx";
import { api, HydrateClient } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: "Approvals" };

export default async function Page({ searchParams }: { searchParams: Promise<{ request?: string | string[] }> }) {
  const { data: requestId } = idSchema.safeParse((await searchParams).request);
  void api.approvals.request.list.prefetchInfinite({ filter: { scope: "toDecide" } });
  void api.approvals.delegation.list.prefetch({});
  return (
    <HydrateClient>
      {/* Another link to a request, followed from this page, opens that one. */}
      <ApprovalsPage key={requestId} requestId={requestId} />
    </HydrateClient>
  );
}
