import type { Metadata } from "next";
import { ProjectsPage } from "../../../projects/project/projects-page.tsx";

export const metadata: Metadata = { title: "Projects" };

export default async function Page({ searchParams }: { searchParams: Promise<{ new?: string }> }) {
  return <ProjectsPage creating={(await searchParams).new !== undefined} />;
}
