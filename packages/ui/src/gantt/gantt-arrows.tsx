"use client";

import { arrowPath, arrowPoints, type PlacedLink } from "./arrows.ts";
import classes from "./gantt.module.css";
import { barEnd, rowHeight } from "./geometry.ts";
import type { DaySpan, GanttRow } from "./rows.ts";
import type { GanttScale } from "./scale.ts";
import type { Draft, Rubber } from "./use-bar-drag.ts";

interface GanttArrowsProps {
  links: readonly PlacedLink[];
  rows: readonly GanttRow[];
  scale: GanttScale;
  draft: Draft | null;
  rubber: Rubber | null;
}

/** The arrows between the bars in sight. What they say stands in the rows' texts. */
export function GanttArrows({ links, rows, scale, draft, rubber }: GanttArrowsProps) {
  const spanOf = (row: GanttRow): DaySpan | null => (draft?.taskId === row.task.id ? draft.span : row.span);
  return (
    <svg aria-hidden="true" className={classes.arrows} width={1} height={1}>
      {links.map(({ link, from, to }) => {
        const [source, target] = [rows[from], rows[to]];
        const [out, into] = [source && spanOf(source), target && spanOf(target)];
        if (!source || !target || !out || !into) return null;
        const start = barEnd(scale, source, out, link.type[0] === "F");
        const end = barEnd(scale, target, into, link.type[1] === "F");
        const lane = start.y + (to > from ? 1 : -1) * (rowHeight / 2);
        const { line, head } = arrowPath(arrowPoints(start, end, link.type, lane));
        return (
          <g key={link.id} data-critical={link.critical || undefined}>
            <path className={classes.arrow} d={line} />
            <path className={classes.arrowHead} d={head} />
          </g>
        );
      })}
      {rubber ? (
        <line className={classes.rubber} x1={rubber.from.x} y1={rubber.from.y} x2={rubber.to.x} y2={rubber.to.y} />
      ) : null}
    </svg>
  );
}
