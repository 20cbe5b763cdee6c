import { idSchema } from "@steward/contracts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TaskPage } from "../../../../../../projects/task/task-page.tsx";

export const metadata: Metadata = { title: "Task" };

export default async function Page({ params }: { params: Promise<{ id: string; number: string }> }) {
  const { id, number } = await params;
  if (!idSchema.safeParse(id).success || !/^[1-9]\d{0,8}$/.test(number)) notFound();
  return <TaskPage projectId={id} number={Number(number)} />;
}
