import type { Metadata } from "next";
import { DealBoardPage } from "../../../../../crm/deal/deal-board-page.tsx";

export const metadata: Metadata = { title: "Deals" };

export default function Page() {
  return <DealBoardPage />;
}
