import type { Metadata } from "next";
import { TimesheetsPage } from "../../../../time/timesheet/timesheets-page.tsx";

export const metadata: Metadata = { title: "Timesheets" };

export default function Page() {
  return <TimesheetsPage />;
}
