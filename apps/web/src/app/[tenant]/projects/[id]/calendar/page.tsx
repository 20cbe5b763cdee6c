import { idSchema } from "@steward/contracts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ProjectCalendarPage } from "../../../../../projects/calendar/project-calendar-page.tsx";

export const metadata: Metadata = { title: "Calendar" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!idSchema.safeParse(id).success) notFound();
  return <ProjectCalendarPage id={id} />;
}
