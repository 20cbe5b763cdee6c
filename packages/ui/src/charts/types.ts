export interface ChartPoint {
  /** What stands under the point: a month, a stage. */
  label: string;
  /** A line ends where it has no value. */
  values: Readonly<Record<string, number>>;
}

export interface ChartSeries {
  key: string;
  label: string;
  /** A colour of the theme; by default the series take turns. */
  color?: string;
  /** A line that others are compared with. */
  dashed?: boolean;
}

export interface ChartProps {
  /** What the chart shows, in one line; the data table's caption too. */
  title: string;
  points: readonly ChartPoint[];
  series: readonly ChartSeries[];
  /** Prints a value; by default as a plain number of the locale. */
  format?: (value: number) => string;
  /** Prints a value at the axis, where there is little room; by default as `format` does. */
  formatAxis?: (value: number) => string;
  /** Nothing lies between two numbers of the axis: tasks are counted. */
  whole?: boolean;
  height?: number;
  stacked?: boolean;
}
