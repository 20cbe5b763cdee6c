import { idSchema } from "@steward/contracts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ProjectSettingsPage } from "../../../../../projects/settings/project-settings-page.tsx";

export const metadata: Metadata = { title: "Project settings" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!idSchema.safeParse(id).success) notFound();
  return <ProjectSettingsPage id={id} />;
}
