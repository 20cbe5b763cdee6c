import { idSchema } from "@steward/contracts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AccountPage } from "../../../../../crm/account/account-page.tsx";

export const metadata: Metadata = { title: "Account" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!idSchema.safeParse(id).success) notFound();
  return <AccountPage id={id} />;
}
