import type { Metadata } from "next";
import { DealsPage } from "../../../../crm/deal/deals-page.tsx";

export const metadata: Metadata = { title: "Deals" };

export default async function Page({ searchParams }: { searchParams: Promise<{ new?: string }> }) {
  return <DealsPage creating={(await searchParams).new !== undefined} />;
}
