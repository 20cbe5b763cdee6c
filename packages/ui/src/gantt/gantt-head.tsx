"use client";

import { VisuallyHidden } from "@mantine/core";
import { useMemo } from "react";
import { gridRoles } from "../part/grid-roles.ts";
import classes from "./gantt.module.css";
import { daysOff, type GanttScale, type Range, type Tick, ticksOf, xOf } from "./scale.ts";

const firstRow = { ...gridRoles.row, "aria-rowindex": 1 };

interface GanttHeadProps {
  scale: GanttScale;
  days: Range;
  locale: string;
  weekStartsOn: number;
}

/** The two rows of dates over the bars. Each row of the chart says its own dates in words. */
export function GanttHead({ scale, days, locale, weekStartsOn }: GanttHeadProps) {
  const { from, to } = days;
  const ticks = useMemo(
    () => ticksOf(scale, { from, to }, locale, weekStartsOn),
    [scale, from, to, locale, weekStartsOn],
  );
  return (
    <div {...gridRoles.group} className={classes.head}>
      <div {...firstRow} className={classes.headRow}>
        <div {...gridRoles.columnHeader} className={classes.headName} data-gantt-names>
          Task
        </div>
        <div {...gridRoles.columnHeader} className={classes.headChart}>
          <VisuallyHidden>Dates</VisuallyHidden>
          <div aria-hidden>
            <TickRow ticks={ticks.upper} className={classes.upper} />
            <TickRow ticks={ticks.lower} className={classes.lower} />
          </div>
        </div>
      </div>
    </div>
  );
}

function TickRow({ ticks, className }: { ticks: readonly Tick[]; className: string | undefined }) {
  return (
    <div className={className}>
      {ticks.map(({ x, width, text }) => (
        <div key={x} className={classes.tick} style={{ left: x, width }}>
          <span>{text}</span>
        </div>
      ))}
    </div>
  );
}

interface GanttGroundProps extends GanttHeadProps {
  today: number;
  isWorking: (day: number) => boolean;
}

/** Behind the bars: lines between dates, days off shaded, and today. */
export function GanttGround({ scale, days, locale, weekStartsOn, today, isWorking }: GanttGroundProps) {
  const { from, to } = days;
  const { lines, off } = useMemo(
    () => ({
      lines: ticksOf(scale, { from, to }, locale, weekStartsOn).lower,
      off: daysOff(scale, { from, to }, isWorking),
    }),
    [scale, from, to, locale, weekStartsOn, isWorking],
  );
  return (
    <div aria-hidden className={classes.ground}>
      {off.map(({ x, width }) => (
        <div key={`off ${x}`} className={classes.off} style={{ left: x, width }} />
      ))}
      {lines.map(({ x }) => (
        <div key={x} className={classes.line} style={{ left: x }} />
      ))}
      <div className={classes.today} style={{ left: xOf(scale, today) + scale.dayWidth / 2 }} />
    </div>
  );
}
