"use client";

import type { CSSProperties } from "react";
import { toneColour } from "../part/status-badge.tsx";
import classes from "./gantt.module.css";
import { barBox } from "./geometry.ts";
import type { DaySpan, GanttRow } from "./rows.ts";
import type { GanttScale } from "./scale.ts";

/** A narrower bar has no room for ends to be dragged beside its middle. */
const leastGripped = 24;
/** A narrower one has room for a letter or two, which say nothing: the name stands at the left of the row. */
const leastLabelled = 64;

export interface GanttBarProps {
  row: GanttRow;
  scale: GanttScale;
  span: DaySpan;
  /** What is shown instead of the row's own span while it is dragged. */
  draft: DaySpan | undefined;
  ghost: DaySpan | undefined;
  /** The end that a line under way would be tied to. */
  linkEnd: "start" | "end" | undefined;
  canMove: boolean;
  canLink: boolean;
}

/** The bar, bracket or diamond of a row: all of it is said by the row's text, so it is only looked at. */
export function GanttBar(props: GanttBarProps) {
  const { row, scale, span, draft, ghost, canMove, canLink, linkEnd } = props;
  const { task, isSummary } = row;
  const { milestone = false, progress = 0, critical, locked } = task;
  const box = barBox(scale, span, milestone);
  const colour = toneColour(task.tone ?? "accent");
  const isFree = canMove && !isSummary && locked === undefined;
  const kind = milestone ? "milestone" : isSummary ? "summary" : "task";
  return (
    <div aria-hidden className={classes.track}>
      {ghost ? (
        <div className={classes.ghost} data-kind={kind} style={place(barBox(scale, ghost, milestone))}>
          <span className={classes.shape} />
        </div>
      ) : null}
      <div
        className={classes.bar}
        data-bar={task.id}
        data-grip={isFree ? "move" : undefined}
        data-kind={kind}
        data-critical={critical || undefined}
        data-draft={draft !== undefined || undefined}
        data-target={linkEnd}
        title={locked}
        style={
          {
            ...place(box),
            "--bar-tint": `var(--mantine-color-${colour}-light)`,
            "--bar-ink": `var(--mantine-color-${colour}-light-color)`,
            "--bar-fill": `var(--mantine-color-${colour}-filled)`,
          } as CSSProperties
        }
      >
        <span className={classes.shape}>
          {kind === "task" ? (
            <>
              {progress > 0 ? <span className={classes.progress} style={{ width: `${progress * 100}%` }} /> : null}
              {box.width >= leastLabelled ? <span className={classes.label}>{task.title}</span> : null}
            </>
          ) : null}
        </span>
        {kind === "task" && isFree && box.width >= leastGripped ? (
          <>
            <span className={classes.grip} data-side="start" data-grip="start" />
            <span className={classes.grip} data-side="end" data-grip="end" />
          </>
        ) : null}
        {canLink ? (
          <>
            <span className={classes.dot} data-side="start" data-grip="link-start" />
            <span className={classes.dot} data-side="end" data-grip="link-finish" />
          </>
        ) : null}
      </div>
    </div>
  );
}

function place({ x, width }: { x: number; width: number }): CSSProperties {
  return { left: x, width };
}
