import type { Metadata } from "next";
import { ActivitiesPage } from "../../../../crm/activity/activities-page.tsx";
import { api, HydrateClient } from "../../../../trpc/server.ts";

export const metadata: Metadata = { title: "Activities" };

export default async function Page({ searchParams }: { searchParams: Promise<{ new?: string }> }) {
  const { new: creating } = await searchParams;
  void api.crm.activity.taskCounts.prefetch({});
  for (const bucket of ["overdue", "today", "upcoming"] as const) {
    void api.crm.activity.tasks.prefetchInfinite({ bucket, limit: 25 });
  }
  return (
    <HydrateClient>
      <ActivitiesPage creating={creating !== undefined} />
    </HydrateClient>
  );
}
