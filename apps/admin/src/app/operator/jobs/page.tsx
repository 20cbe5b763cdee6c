import type { Metadata } from "next";
import { JobsPage } from "../../../operator/jobs-page.tsx";

export const metadata: Metadata = { title: "Failed jobs" };

export default function Page() {
  return <JobsPage />;
}
