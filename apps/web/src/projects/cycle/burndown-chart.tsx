"use client";

import { SegmentedControl, Stack } from "@mantine/core";
import type { CycleItem } from "@steward/contracts/projects/cycle";
import { ErrorState, LoadingState, useLocale } from "@steward/ui";
import { LineChart } from "@steward/ui/charts";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { minutesText } from "../part/minutes.ts";

const series = [
  { key: "remaining", label: "Left to do", color: "accent.5" },
  { key: "ideal", label: "At an even pace", color: "gray.6", dashed: true },
];

/** What was left of a cycle's work each evening, beside an even pace. */
export function BurndownChart({ cycle }: { cycle: CycleItem }) {
  const { locale } = useLocale();
  const [unit, setUnit] = useState<"count" | "hours">("count");
  const query = trpc.projects.cycle.burndown.useQuery({ id: cycle.id });
  if (query.isPending) return <LoadingState lines={4} label="Loading the burndown" />;
  if (query.isError) return <ErrorState compact error={query.error} onRetry={query.refetch} />;
  const print = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const points = query.data.days.map((day) => {
    // In hours, so that the axis is divided at full ones.
    const inUnit = (count: number, minutes: number) => (unit === "count" ? count : minutes / 60);
    const { remainingCount, remainingMinutes } = day;
    return {
      label: print.format(new Date(`${day.day}T00:00:00Z`)),
      // Nothing is known of days to come: the line ends.
      values: {
        ideal: inUnit(day.idealCount, day.idealMinutes),
        ...(remainingCount === null || remainingMinutes === null
          ? {}
          : { remaining: inUnit(remainingCount, remainingMinutes) }),
      },
    };
  });
  return (
    <Stack gap="xs">
      {cycle.estimateMinutes > 0 ? (
        <SegmentedControl
          size="xs"
          aria-label="Measured in"
          value={unit}
          onChange={setUnit}
          data={[
            { value: "count", label: "Tasks" },
            { value: "hours", label: "Hours" },
          ]}
          style={{ alignSelf: "flex-start" }}
        />
      ) : null}
      <LineChart
        title={`Burndown of ${cycle.name}`}
        points={points}
        series={series}
        {...(unit === "hours" ? { format: (hours: number) => minutesText(Math.round(hours * 60)) } : {})}
        whole
      />
    </Stack>
  );
}
