"use client";

import { VisuallyHidden } from "@mantine/core";
import { type CSSProperties, useId } from "react";
import { gridRoles } from "../part/grid-roles.ts";
import { useLocale } from "../theme/locale.tsx";
import { linksWithin } from "./arrows.ts";
import classes from "./gantt.module.css";
import { GanttArrows } from "./gantt-arrows.tsx";
import { GanttGround, GanttHead } from "./gantt-head.tsx";
import { GanttRows } from "./gantt-rows.tsx";
import { GanttToolbar } from "./gantt-toolbar.tsx";
import { rowHeight } from "./geometry.ts";
import type { GanttProps } from "./types.ts";
import { useGantt } from "./use-gantt.ts";
import { keyHelp } from "./use-gantt-keys.ts";

/**
 * Tasks as bars over days, tied by arrows. Only rows, dates and arrows in sight are in the document, so that a plan of
 * thousands scrolls as one of ten.
 */
export function Gantt(props: GanttProps) {
  const { label, weekStartsOn = 1 } = props;
  const { locale } = useLocale();
  const helpId = useId();
  const chart = useGantt(props);
  const { plan, view, edit } = chart;
  const { rows, scale, today } = plan;
  const tree = {
    ...gridRoles.tree,
    "aria-label": label,
    "aria-describedby": helpId,
    "aria-rowcount": rows.length + 1,
  };
  const dates = { scale, days: view.days, locale, weekStartsOn };
  return (
    <div className={classes.root}>
      <GanttToolbar
        zoom={props.zoom}
        onZoomChange={props.onZoomChange}
        onToday={() => view.showDay(today, 0.25)}
        hasCritical={plan.hasCritical}
        tools={props.tools}
      />
      <div
        ref={chart.scroller}
        {...tree}
        className={classes.scroller}
        data-linking={chart.rubber !== null || undefined}
        style={{ "--gantt-width": `${scale.width}px` } as CSSProperties}
        onScroll={view.onScroll}
        {...chart.keys}
      >
        <GanttHead {...dates} />
        <div
          {...gridRoles.group}
          className={classes.body}
          style={{ height: rows.length * rowHeight }}
          {...chart.pointer}
        >
          <GanttGround {...dates} today={today} isWorking={plan.isWorking} />
          <GanttArrows
            links={linksWithin(plan.placed, view.rows)}
            rows={rows}
            scale={scale}
            draft={edit.draft}
            rubber={chart.rubber}
          />
          <GanttRows props={props} chart={chart} />
        </div>
      </div>
      <VisuallyHidden id={helpId}>{keyHelp.join(" ")}</VisuallyHidden>
      <VisuallyHidden role="status">{edit.said}</VisuallyHidden>
    </div>
  );
}
