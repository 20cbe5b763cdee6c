"use client";

import { useUncontrolled } from "@mantine/hooks";
import { useMemo } from "react";
import { dayNumber, isMondayToFriday, isoDay } from "../part/days.ts";
import { placeLinks } from "./arrows.ts";
import { type GanttRow, ganttRows, spanOf } from "./rows.ts";
import { type GanttScale, ganttScale } from "./scale.ts";
import type { GanttLink, GanttProps, GanttSpan, GanttZoom } from "./types.ts";
import { tiesOf } from "./words.ts";

const none: ReadonlySet<string> = new Set();
const noLinks: readonly GanttLink[] = [];
const noPreview: ReadonlyMap<string, GanttSpan> = new Map();

/** What the chart draws, worked out once for each change of what it is given. */
export function useGanttPlan(props: GanttProps, moved: ReadonlyMap<string, GanttSpan>) {
  const { tasks, links = noLinks, preview = noPreview, isWorkingDay = isMondayToFriday } = props;
  const today = dayNumber(props.today);
  const [collapsed, setCollapsed] = useUncontrolled({
    ...(props.collapsed ? { value: props.collapsed } : {}),
    ...(props.onCollapsedChange ? { onChange: props.onCollapsedChange } : {}),
    defaultValue: none,
  });
  const rows = useMemo(() => ganttRows(tasks, collapsed, moved), [tasks, collapsed, moved]);
  return {
    today,
    rows,
    byId: useMemo(() => new Map(rows.map((row) => [row.task.id, row])), [rows]),
    scale: useScale(props.zoom, rows, today),
    placed: useMemo(() => placeLinks(links, rows), [links, rows]),
    ties: useMemo(() => tiesOf(tasks, links), [tasks, links]),
    ghosts: useMemo(() => new Map([...preview].map(([id, span]) => [id, spanOf(span) ?? undefined])), [preview]),
    hasCritical: useMemo(() => tasks.some((task) => task.critical), [tasks]),
    isWorking: useMemo(() => (day: number) => isWorkingDay(isoDay(day)), [isWorkingDay]),
    toggle: (taskId: string) => {
      const next = new Set(collapsed);
      if (!next.delete(taskId)) next.add(taskId);
      setCollapsed(next);
    },
  };
}

/** The same object while it says the same, so that a moved bar does not draw every other one. */
function useScale(zoom: GanttZoom, rows: readonly GanttRow[], today: number): GanttScale {
  const scale = useMemo(
    () =>
      ganttScale(
        zoom,
        rows.map(({ span }) => span),
        today,
      ),
    [zoom, rows, today],
  );
  const { first, days, dayWidth, width } = scale;
  return useMemo(() => ({ zoom, first, days, dayWidth, width }), [zoom, first, days, dayWidth, width]);
}
