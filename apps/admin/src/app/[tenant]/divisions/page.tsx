import type { Metadata } from "next";
import { DivisionsPage } from "../../../division/divisions-page.tsx";

export const metadata: Metadata = { title: "Divisions" };

export default function Page() {
  return <DivisionsPage />;
}
