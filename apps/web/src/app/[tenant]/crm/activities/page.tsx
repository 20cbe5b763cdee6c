import type { Metadata } from "next";
import { ActivitiesPage } from "../../../../crm/activity/activities-page.tsx";

export const metadata: Metadata = { title: "Activities" };

export default async function Page({ searchParams }: { searchParams: Promise<{ new?: string }> }) {
  return <ActivitiesPage creating={(await searchParams).new !== undefined} />;
}
