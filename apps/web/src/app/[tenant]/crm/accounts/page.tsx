import type { Metadata } from "next";
import { AccountsPage } from "../../../../crm/account/accounts-page.tsx";

export const metadata: Metadata = { title: "Accounts" };

export default async function Page({ searchParams }: { searchParams: Promise<{ new?: string }> }) {
  return <AccountsPage creating={(await searchParams).new !== undefined} />;
}
