import { idSchema } from "@steward/contracts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BoardPage } from "../../../../../projects/board/board-page.tsx";

export const metadata: Metadata = { title: "Board" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!idSchema.safeParse(id).success) notFound();
  return <BoardPage id={id} />;
}
