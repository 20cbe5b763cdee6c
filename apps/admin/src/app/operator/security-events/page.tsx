import type { Metadata } from "next";
import { SecurityEventsPage } from "../../../operator/security-events-page.tsx";

export const metadata: Metadata = { title: "Security events" };

export default function Page() {
  return <SecurityEventsPage />;
}
