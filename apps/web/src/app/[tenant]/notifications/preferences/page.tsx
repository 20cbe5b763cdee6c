import type { Metadata } from "next";
import { PreferencesPage } from "../../../../notifications/preference/preferences-page.tsx";

export const metadata: Metadata = { title: "How you are notified" };

export default function Page() {
  return <PreferencesPage />;
}
