import type { Metadata } from "next";
import { NotificationsPage } from "../../../notifications/notification/notifications-page.tsx";

export const metadata: Metadata = { title: "Notifications" };

export default function Page() {
  return <NotificationsPage />;
}
