import { idSchema } from "@steward/contracts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TaskImportPage } from "../../../../../projects/port/import-page.tsx";

export const metadata: Metadata = { title: "Import of tasks" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!idSchema.safeParse(id).success) notFound();
  return <TaskImportPage id={id} />;
}
