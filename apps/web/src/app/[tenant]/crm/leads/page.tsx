import type { Metadata } from "next";
import { LeadsPage } from "../../../../crm/lead/leads-page.tsx";

export const metadata: Metadata = { title: "Leads" };

export default async function Page({ searchParams }: { searchParams: Promise<{ new?: string }> }) {
  return <LeadsPage creating={(await searchParams).new !== undefined} />;
}
