import type { Metadata } from "next";
import { TenantsPage } from "../../../operator/tenants-page.tsx";

export const metadata: Metadata = { title: "Organisations" };

export default function Page() {
  return <TenantsPage />;
}
