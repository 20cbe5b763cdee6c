import type { Metadata } from "next";
import { ForecastPage } from "../../../../crm/forecast/forecast-page.tsx";

export const metadata: Metadata = { title: "Forecast" };

export default function Page() {
  return <ForecastPage />;
}
