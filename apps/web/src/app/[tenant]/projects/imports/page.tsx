import type { Metadata } from "next";
import { TaskImportsPage } from "../../../../projects/port/imports-page.tsx";

export const metadata: Metadata = { title: "Imports of tasks" };

export default function Page() {
  return <TaskImportsPage />;
}
