import type { Point } from "./arrows.ts";
import type { DaySpan, GanttRow } from "./rows.ts";
import { type GanttScale, xOf } from "./scale.ts";

/** In pixels; the style sheet has the same heights. */
export const rowHeight = 36;
export const headHeight = 48;
/** From the middle of a milestone to its tip. */
const diamond = 9;

export interface BarBox {
  readonly x: number;
  readonly width: number;
}

/** Where a bar lies along its row. */
export function barBox(scale: GanttScale, span: DaySpan, isMilestone: boolean): BarBox {
  if (isMilestone) return { x: xOf(scale, span.to) + scale.dayWidth / 2 - diamond, width: 2 * diamond };
  return { x: xOf(scale, span.from), width: (span.to - span.from + 1) * scale.dayWidth };
}

/** The point an arrow leaves from or comes to. */
export function barEnd(scale: GanttScale, row: GanttRow, span: DaySpan, isFinish: boolean): Point {
  const { x, width } = barBox(scale, span, row.task.milestone ?? false);
  return { x: isFinish ? x + width : x, y: row.index * rowHeight + rowHeight / 2 };
}
