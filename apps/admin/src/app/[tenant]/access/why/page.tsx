import type { Metadata } from "next";
import { WhyPage } from "../../../../access/why-page.tsx";

export const metadata: Metadata = { title: "Why may a member …?" };

export default function Page() {
  return <WhyPage />;
}
