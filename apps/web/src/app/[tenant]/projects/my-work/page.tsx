import type { Metadata } from "next";
import { MyWorkPage } from "../../../../projects/my-work/my-work-page.tsx";

export const metadata: Metadata = { title: "My work" };

export default function Page() {
  return <MyWorkPage />;
}
