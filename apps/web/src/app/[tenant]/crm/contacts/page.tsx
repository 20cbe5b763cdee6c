import type { Metadata } from "next";
import { ContactsPage } from "../../../../crm/contact/contacts-page.tsx";

export const metadata: Metadata = { title: "Contacts" };

export default async function Page({ searchParams }: { searchParams: Promise<{ new?: string }> }) {
  return <ContactsPage creating={(await searchParams).new !== undefined} />;
}
