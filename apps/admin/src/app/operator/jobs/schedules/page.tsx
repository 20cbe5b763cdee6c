import type { Metadata } from "next";
import { SchedulesPage } from "../../../../operator/schedules-page.tsx";

export const metadata: Metadata = { title: "Recurring jobs" };

export default function Page() {
  return <SchedulesPage />;
}
