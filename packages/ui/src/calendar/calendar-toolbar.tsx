"use client";

import { ActionIcon, Button, Loader, SegmentedControl } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./calendar.module.css";
import type { CalendarView } from "./types.ts";

const views = [
  { value: "month", label: "Month" },
  { value: "week", label: "Week" },
] as const;

interface CalendarToolbarProps {
  title: string;
  titleId: string;
  view: CalendarView;
  onViewChange: ((view: CalendarView) => void) | undefined;
  onTurn: (direction: 1 | -1) => void;
  onToday: () => void;
  loading: boolean;
  tools: ReactNode;
}

/** Which month or week it is, and the way to others. */
export function CalendarToolbar(props: CalendarToolbarProps) {
  const { title, titleId, view, onViewChange, onTurn, onToday, loading, tools } = props;
  return (
    <div className={classes.toolbar}>
      <Button size="xs" variant="default" onClick={onToday}>
        Today
      </Button>
      <div className={classes.turn}>
        <ActionIcon aria-label={`Previous ${view}`} onClick={() => onTurn(-1)}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={`Next ${view}`} onClick={() => onTurn(1)}>
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
      </div>
      <h2 id={titleId} className={classes.heading} aria-live="polite">
        {title}
      </h2>
      {loading ? <Loader size="xs" aria-label="Loading" /> : null}
      <div className={classes.tools}>
        {onViewChange ? (
          <SegmentedControl
            size="xs"
            aria-label="View"
            data={[...views]}
            value={view}
            onChange={(value) => onViewChange(value as CalendarView)}
          />
        ) : null}
        {tools}
      </div>
    </div>
  );
}
