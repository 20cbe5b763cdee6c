import { idSchema } from "@steward/contracts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NewTaskImportPage } from "../../../../../projects/port/new-import-page.tsx";

export const metadata: Metadata = { title: "Import tasks" };

export default async function Page({ searchParams }: { searchParams: Promise<{ project?: string }> }) {
  const { project } = await searchParams;
  const projectId = idSchema.safeParse(project);
  if (!projectId.success) notFound();
  return <NewTaskImportPage projectId={projectId.data} />;
}
