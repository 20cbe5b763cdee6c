import type { Metadata } from "next";
import { RolePage } from "../../../../role/role-page.tsx";

export const metadata: Metadata = { title: "Role" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <RolePage id={(await params).id} />;
}
