import type { Metadata } from "next";
import { NewRolePage } from "../../../../role/new-role-page.tsx";

export const metadata: Metadata = { title: "New role" };

export default async function Page({ searchParams }: { searchParams: Promise<{ from?: string | string[] }> }) {
  const { from } = await searchParams;
  return <NewRolePage from={typeof from === "string" ? from : ""} />;
}
