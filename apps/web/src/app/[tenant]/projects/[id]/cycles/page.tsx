import { idSchema } from "@steward/contracts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CyclesPage } from "../../../../../projects/cycle/cycles-page.tsx";

export const metadata: Metadata = { title: "Cycles" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!idSchema.safeParse(id).success) notFound();
  return <CyclesPage id={id} />;
}
