"use client";

import { useRef, useState } from "react";
import { usePending } from "../part/use-pending.ts";
import type { GanttProps } from "./types.ts";
import { useGanttEdit } from "./use-gantt-edit.ts";
import { useGanttKeys } from "./use-gantt-keys.ts";
import { useGanttPlan } from "./use-gantt-plan.ts";
import { useGanttPointer } from "./use-gantt-pointer.ts";
import { useGanttView } from "./use-gantt-view.ts";
import { useRowFocus } from "./use-row-focus.ts";

/** A chart as it stands: what it draws and what of it is in sight, the row that has the focus, and the edit under way. */
export function useGantt(props: GanttProps) {
  const { onReschedule, onOpen, onLinkTo } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [menuFor, setMenuFor] = useState<string | null>(null);
  const { pending: moved, save } = usePending(onReschedule);
  const plan = useGanttPlan(props, moved);
  const { rows, scale } = plan;
  const view = useGanttView(scroller, scale, rows.length, plan.today);
  const edit = useGanttEdit({ onReschedule, save, reveal: view.reveal });
  const focus = useRowFocus(scroller, rows, view.showRow);
  const { active } = focus;
  const { rubber, pointer } = useGanttPointer({ props, scroller, plan, edit, focus });
  const keys = useGanttKeys({
    rows,
    active,
    edit,
    choose: focus.choose,
    go: (index) => {
      const row = rows[Math.max(0, Math.min(index, rows.length - 1))];
      if (!row) return;
      focus.go(row);
      if (row.span) view.reveal(row.span);
    },
    turn: view.turn,
    toggle: (row) => plan.toggle(row.task.id),
    open: (row) => onOpen?.(row.task.id),
    menu: (row) => setMenuFor(row.task.id),
    linkTo: onLinkTo && ((row) => onLinkTo(row.task.id)),
  });
  return { scroller, plan, view, edit, focus, rubber, pointer, keys, menuFor, setMenuFor };
}
