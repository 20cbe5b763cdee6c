import type { Metadata } from "next";
import { EntriesPage } from "../../../../time/entry/entries-page.tsx";

export const metadata: Metadata = { title: "Time entries" };

export default function Page() {
  return <EntriesPage />;
}
