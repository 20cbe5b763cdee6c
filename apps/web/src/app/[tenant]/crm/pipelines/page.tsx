import type { Metadata } from "next";
import { PipelinesPage } from "../../../../crm/pipeline/pipelines-page.tsx";

export const metadata: Metadata = { title: "Pipelines" };

export default function Page() {
  return <PipelinesPage />;
}
