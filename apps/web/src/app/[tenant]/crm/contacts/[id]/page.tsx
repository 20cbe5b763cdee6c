import { idSchema } from "@steward/contracts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ContactPage } from "../../../../../crm/contact/contact-page.tsx";

export const metadata: Metadata = { title: "Contact" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!idSchema.safeParse(id).success) notFound();
  return <ContactPage id={id} />;
}
