import type { Metadata } from "next";
import { WeekPage } from "../../../time/week/week-page.tsx";

export const metadata: Metadata = { title: "My week" };

export default function Page() {
  return <WeekPage />;
}
