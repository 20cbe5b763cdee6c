import type { Metadata } from "next";
import { MailPage } from "../../../../operator/mail-page.tsx";

export const metadata: Metadata = { title: "Mail" };

// Not fetched here: each reading of a mail is recorded, and the browser would read it a second time.
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <MailPage id={(await params).id} />;
}
