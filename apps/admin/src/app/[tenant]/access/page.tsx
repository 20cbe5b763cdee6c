import type { Metadata } from "next";
import { AccessPage } from "../../../access/access-page.tsx";

export const metadata: Metadata = { title: "Who may what" };

export default function Page() {
  return <AccessPage />;
}
