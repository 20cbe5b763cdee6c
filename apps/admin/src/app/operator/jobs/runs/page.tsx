import type { Metadata } from "next";
import { JobRunsPage } from "../../../../operator/job-runs-page.tsx";

export const metadata: Metadata = { title: "Jobs under way" };

export default function Page() {
  return <JobRunsPage />;
}
