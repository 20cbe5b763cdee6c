import { idSchema } from "@steward/contracts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActivityPage } from "../../../../../projects/activity/activity-page.tsx";

export const metadata: Metadata = { title: "Activity" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!idSchema.safeParse(id).success) notFound();
  return <ActivityPage id={id} />;
}
