import { tenantLink } from "@steward/client/server";
import { redirect } from "next/navigation";

export default async function Page({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  redirect(await tenantLink(tenant, "/organisation"));
}
