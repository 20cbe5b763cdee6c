"use client";

import { Button, SegmentedControl } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./gantt.module.css";
import { type GanttZoom, ganttZooms } from "./types.ts";

const zoomLabels: Readonly<Record<GanttZoom, string>> = { day: "Days", week: "Weeks", month: "Months" };
const zoomOptions = ganttZooms.map((value) => ({ value, label: zoomLabels[value] }));

interface GanttToolbarProps {
  zoom: GanttZoom;
  onZoomChange: ((zoom: GanttZoom) => void) | undefined;
  onToday: () => void;
  hasCritical: boolean;
  tools: ReactNode;
}

/** Zoom, the way back to today, and what a heavy bar means. */
export function GanttToolbar({ zoom, onZoomChange, onToday, hasCritical, tools }: GanttToolbarProps) {
  return (
    <div className={classes.toolbar}>
      {onZoomChange ? (
        <SegmentedControl size="xs" aria-label="Zoom" data={zoomOptions} value={zoom} onChange={onZoomChange} />
      ) : null}
      <Button size="xs" variant="default" onClick={onToday}>
        Today
      </Button>
      {hasCritical ? (
        <span className={classes.legend}>
          <span aria-hidden className={classes.legendBar} />
          Critical path
        </span>
      ) : null}
      <div className={classes.tools}>{tools}</div>
    </div>
  );
}
