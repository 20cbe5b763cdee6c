import { idSchema } from "@steward/contracts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WorkloadPage } from "../../../../../projects/workload/workload-page.tsx";

export const metadata: Metadata = { title: "Workload" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!idSchema.safeParse(id).success) notFound();
  return <WorkloadPage id={id} />;
}
