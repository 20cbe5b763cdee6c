import type { Metadata } from "next";
import { InvitationsPage } from "../../../invitation/invitations-page.tsx";

export const metadata: Metadata = { title: "Invitations" };

export default async function Page({ searchParams }: { searchParams: Promise<{ new?: string }> }) {
  return <InvitationsPage creating={(await searchParams).new !== undefined} />;
}
