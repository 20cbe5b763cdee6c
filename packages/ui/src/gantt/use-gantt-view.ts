"use client";

import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { headHeight, rowHeight } from "./geometry.ts";
import type { DaySpan } from "./rows.ts";
import { type GanttScale, visibleRange, xOf } from "./scale.ts";

interface View {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Scrolled by less than this, nothing is drawn anew: what is in the document reaches further. */
const quiet = 128;
const rowStep = 8;

/** What of the chart is in sight, and the ways to bring something else there. */
export function useGanttView(
  scroller: RefObject<HTMLElement | null>,
  scale: GanttScale,
  rowCount: number,
  today: number,
) {
  const [view, setView] = useState<View>({ left: 0, top: 0, width: 0, height: 0 });
  const drawn = useRef<GanttScale>(undefined);

  const look = () => {
    const element = scroller.current;
    if (!element) return;
    const next = {
      left: element.scrollLeft,
      top: element.scrollTop,
      width: chartWidth(element),
      height: element.clientHeight - headHeight,
    };
    setView((now) => (isNear(now, next) ? now : next));
  };

  /** Puts a day at a fraction of the chart's width. */
  const showDay = (day: number, fraction: number) => {
    const element = scroller.current;
    if (element) element.scrollLeft = xOf(scale, day) - chartWidth(element) * fraction;
  };

  const showRow = (index: number) => {
    const element = scroller.current;
    if (!element) return;
    const height = element.clientHeight - headHeight;
    const top = index * rowHeight;
    element.scrollTop = Math.max(top + rowHeight - height, Math.min(element.scrollTop, top));
  };

  /** Brings a bar into sight along its row, unless some of it is. */
  const reveal = ({ from, to }: DaySpan) => {
    const element = scroller.current;
    if (!element) return;
    const [start, end] = [xOf(scale, from), xOf(scale, to + 1)];
    const { scrollLeft } = element;
    const width = chartWidth(element);
    if (end < scrollLeft + scale.dayWidth || start > scrollLeft + width - scale.dayWidth) showDay(from, 0.25);
  };

  const turn = (direction: 1 | -1) => {
    const element = scroller.current;
    if (element) element.scrollLeft += direction * chartWidth(element) * 0.75;
  };

  // Another zoom keeps the day in the middle; a chart that begins on another day keeps what it showed in place.
  useLayoutEffect(() => {
    const element = scroller.current;
    const before = drawn.current;
    drawn.current = scale;
    if (!element) return;
    if (!before) showDay(today, 0.25);
    else if (before.zoom === scale.zoom) element.scrollLeft += (before.first - scale.first) * scale.dayWidth;
    else showDay(before.first + (element.scrollLeft + chartWidth(element) / 2) / before.dayWidth, 0.5);
    look();
  }, [scale]);

  useLayoutEffect(() => {
    if (!scroller.current) return;
    const observer = new ResizeObserver(look);
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);

  return {
    rows: visibleRange(view.top, view.height, rowHeight, rowCount, rowStep),
    days: visibleRange(view.left, view.width, scale.dayWidth, scale.days, Math.ceil((2 * quiet) / scale.dayWidth)),
    onScroll: look,
    showDay,
    showRow,
    reveal,
    turn,
  };
}

function isNear(now: View, next: View): boolean {
  if (now.width !== next.width || now.height !== next.height) return false;
  return Math.abs(now.left - next.left) < quiet && Math.abs(now.top - next.top) < quiet;
}

/** The width that is left beside the names. */
export function chartWidth(scroller: HTMLElement): number {
  return scroller.clientWidth - nameWidth(scroller);
}

export function nameWidth(scroller: HTMLElement): number {
  return scroller.querySelector<HTMLElement>("[data-gantt-names]")?.offsetWidth ?? 0;
}
