import { idSchema } from "@steward/contracts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ProjectTasksPage } from "../../../../../projects/task/project-tasks-page.tsx";

export const metadata: Metadata = { title: "Tasks" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!idSchema.safeParse(id).success) notFound();
  return <ProjectTasksPage id={id} />;
}
