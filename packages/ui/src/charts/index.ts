export { BarChart, DonutChart, type DonutSlice, LineChart } from "./charts.tsx";
export type { ChartPoint, ChartProps, ChartSeries } from "./types.ts";
