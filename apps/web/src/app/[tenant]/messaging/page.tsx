import type { Metadata } from "next";
import { MessagingPage } from "../../../messaging/frame/messaging-page.tsx";

export const metadata: Metadata = { title: "Messages" };

export default function Page() {
  return <MessagingPage />;
}
