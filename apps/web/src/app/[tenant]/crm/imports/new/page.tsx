import type { Metadata } from "next";
import { NewImportPage } from "../../../../../crm/import/new-import-page.tsx";

export const metadata: Metadata = { title: "Import a file" };

export default function Page() {
  return <NewImportPage />;
}
