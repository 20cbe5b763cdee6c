import { idSchema } from "@steward/contracts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { GanttPage } from "../../../../../projects/gantt/gantt-page.tsx";

export const metadata: Metadata = { title: "Gantt" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!idSchema.safeParse(id).success) notFound();
  return <GanttPage id={id} />;
}
