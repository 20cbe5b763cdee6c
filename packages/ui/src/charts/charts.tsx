"use client";

import {
  BarChart as MantineBarChart,
  DonutChart as MantineDonutChart,
  LineChart as MantineLineChart,
} from "@mantine/charts";
import { Group, Stack, Text } from "@mantine/core";
import { useReducedMotion } from "@mantine/hooks";
import { useLocale } from "../theme/locale.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import type { ChartProps } from "./types.ts";

// Chosen to stay apart for colour-blind eyes, and at 3:1 on both schemes.
const turns = ["accent.5", "orange.6", "teal.7", "grape.5", "gray.6", "pink.6"] as const;

function useChart({ points, series, format }: ChartProps) {
  const { locale } = useLocale();
  const still = useReducedMotion();
  const print = format ?? ((value: number) => new Intl.NumberFormat(locale).format(value));
  return {
    print,
    animate: !still,
    data: points.map((point) => ({ label: point.label, ...point.values })),
    drawn: series.map((each, index) => ({
      name: each.key,
      label: each.label,
      color: each.color ?? turns[index % turns.length] ?? "accent.5",
      ...(each.dashed ? { strokeDasharray: "5 4" } : {}),
    })),
  };
}

// The picture is hidden from assistive technology, so nothing in it may take focus.
const silent = { accessibilityLayer: false } as const;
const grid = { tickLine: "none", gridAxis: "x", strokeDasharray: "0" } as const;

const yAxis = ({ formatAxis, whole = false }: ChartProps) => ({
  width: 64,
  allowDecimals: !whole,
  ...(formatAxis ? { tickFormatter: formatAxis } : {}),
});

export function BarChart(props: ChartProps) {
  const { print, animate, data, drawn } = useChart(props);
  return (
    <ChartFrame {...props} print={print}>
      <MantineBarChart
        {...grid}
        h={props.height ?? 220}
        data={data}
        dataKey="label"
        series={drawn}
        type={props.stacked ? "stacked" : "default"}
        valueFormatter={print}
        withLegend={drawn.length > 1}
        maxBarWidth={36}
        barProps={{ radius: 3, isAnimationActive: animate }}
        yAxisProps={yAxis(props)}
        barChartProps={silent}
      />
    </ChartFrame>
  );
}

/** Straight from value to value: a curve would show what nobody measured. */
export function LineChart(props: ChartProps) {
  const { print, animate, data, drawn } = useChart(props);
  return (
    <ChartFrame {...props} print={print}>
      <MantineLineChart
        {...grid}
        h={props.height ?? 220}
        data={data}
        dataKey="label"
        series={drawn}
        curveType="linear"
        withDots={data.length <= 14}
        valueFormatter={print}
        withLegend={drawn.length > 1}
        lineProps={{ isAnimationActive: animate }}
        lineChartProps={silent}
        yAxisProps={yAxis(props)}
      />
    </ChartFrame>
  );
}

export interface DonutSlice {
  key: string;
  label: string;
  value: number;
  color?: string;
}

type DonutProps = Pick<ChartProps, "title" | "format"> & { slices: readonly DonutSlice[]; size?: number };

export function DonutChart({ title, slices, format, size = 148 }: DonutProps) {
  const points = slices.map((slice) => ({ label: slice.label, values: { value: slice.value } }));
  const series = [{ key: "value", label: "Value" }];
  const { print, animate } = useChart({ title, points, series, ...(format ? { format } : {}) });
  const data = slices.map((slice, index) => ({
    name: slice.label,
    value: slice.value,
    color: slice.color ?? turns[index % turns.length] ?? "accent.5",
  }));
  return (
    <ChartFrame title={title} points={points} series={series} print={print}>
      <Group gap="lg" wrap="nowrap">
        <MantineDonutChart
          data={data}
          size={size}
          thickness={18}
          paddingAngle={1.5}
          valueFormatter={print}
          pieProps={{ isAnimationActive: animate, rootTabIndex: -1 }}
          pieChartProps={silent}
        />
        <Stack gap={6} flex={1} miw={0}>
          {data.map((slice) => (
            <Group key={slice.name} gap={8} wrap="nowrap">
              <span style={{ ...swatch, background: cssColour(slice.color) }} />
              <Text size="sm" truncate flex={1}>
                {slice.name}
              </Text>
              <Text size="sm" c="dimmed" style={{ fontVariantNumeric: "tabular-nums" }}>
                {print(slice.value)}
              </Text>
            </Group>
          ))}
        </Stack>
      </Group>
    </ChartFrame>
  );
}

const swatch = { width: 10, height: 10, borderRadius: 3, flexShrink: 0 } as const;

function cssColour(color: string): string {
  return `var(--mantine-color-${color.replace(".", "-")})`;
}
