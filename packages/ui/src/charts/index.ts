export {
  BarChart,
  type ChartPoint,
  type ChartProps,
  type ChartSeries,
  DonutChart,
  type DonutSlice,
  LineChart,
} from "./charts.tsx";
