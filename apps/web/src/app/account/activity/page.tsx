import type { Metadata } from "next";
import { ActivityPage } from "../../../account/activity-page.tsx";

export const metadata: Metadata = { title: "Security activity" };

export default ActivityPage;
