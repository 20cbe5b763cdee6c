"use client";

import { ActionIcon, Button, Popover, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconKeyboard } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./gantt.module.css";
import { type GanttZoom, ganttZooms } from "./types.ts";
import { keyHelp } from "./use-gantt-keys.ts";

const zoomLabels: Readonly<Record<GanttZoom, string>> = { day: "Days", week: "Weeks", month: "Months" };
const zoomOptions = ganttZooms.map((value) => ({ value, label: zoomLabels[value] }));

interface GanttToolbarProps {
  zoom: GanttZoom;
  onZoomChange: ((zoom: GanttZoom) => void) | undefined;
  onToday: () => void;
  hasCritical: boolean;
  tools: ReactNode;
}

/** Zoom, the way back to today, what a heavy bar means, and what keys do. */
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
      <div className={classes.tools}>
        {tools}
        <KeyHelp />
      </div>
    </div>
  );
}

/** What the keyboard does in the chart, for those who see it and would not guess. */
function KeyHelp() {
  return (
    <Popover position="bottom-end" width={320}>
      <Popover.Target>
        <ActionIcon className={classes.keys} aria-label="Keys of the chart">
          <IconKeyboard size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {keyHelp.map((sentence) => (
            <Text key={sentence} size="sm">
              {sentence}
            </Text>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
