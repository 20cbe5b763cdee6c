"use client";

import { type RefObject, useLayoutEffect, useReducer, useRef, useState } from "react";
import type { GanttRow } from "./rows.ts";

/** The one row that Tab reaches, and the way to another one, which may have to be scrolled into the document first. */
export function useRowFocus(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly GanttRow[],
  showRow: (index: number) => void,
) {
  const [chosen, setChosen] = useState<string>();
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const wanted = useRef<string>(undefined);
  // A row that is gone, collapsed or deleted, leaves its place to the first.
  const active = rows.find((row) => row.task.id === chosen) ?? rows[0];

  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-task="${CSS.escape(wanted.current)}"]`);
    wanted.current = undefined;
    row?.focus({ preventScroll: true });
  });

  return {
    active,
    choose: setChosen,
    go: (row: GanttRow) => {
      wanted.current = row.task.id;
      showRow(row.index);
      setChosen(row.task.id);
      // The same row again would draw nothing, and leave the focus where it is.
      draw();
    },
  };
}
