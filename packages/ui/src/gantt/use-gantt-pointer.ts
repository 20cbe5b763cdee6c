"use client";

import type { MouseEvent, RefObject } from "react";
import { notifyError } from "../feedback/notify.tsx";
import type { GanttProps } from "./types.ts";
import { useBarDrag } from "./use-bar-drag.ts";
import type { useGanttEdit } from "./use-gantt-edit.ts";
import type { useGanttPlan } from "./use-gantt-plan.ts";
import type { useRowFocus } from "./use-row-focus.ts";

interface GanttPointer {
  props: GanttProps;
  scroller: RefObject<HTMLElement | null>;
  plan: ReturnType<typeof useGanttPlan>;
  edit: ReturnType<typeof useGanttEdit>;
  focus: ReturnType<typeof useRowFocus>;
}

/** What a pointer does with bars: a press chooses one, a second opens it, and a pull moves, stretches or ties it. */
export function useGanttPointer({ props, scroller, plan, edit, focus }: GanttPointer) {
  const { onOpen, onLink } = props;
  const { byId, scale } = plan;
  const { rubber, onPointerDown } = useBarDrag({
    scroller,
    scale,
    rowOf: (taskId) => byId.get(taskId),
    activeId: focus.active?.task.id,
    setDraft: edit.setDraft,
    onDrop: (taskId, span) => {
      const row = byId.get(taskId);
      if (row) edit.keep(row, span);
    },
    onLink: onLink && ((from, to, type) => void onLink(from, to, type).catch(notifyError)),
  });
  const rowAt = ({ target }: MouseEvent) => {
    const bar = target instanceof Element ? target.closest<HTMLElement>("[data-bar]") : null;
    return byId.get(bar?.dataset.bar ?? "");
  };
  const onClick = (event: MouseEvent) => {
    const row = rowAt(event);
    if (row) focus.go(row);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const row = rowAt(event);
    if (row) onOpen?.(row.task.id);
  };
  return { rubber, pointer: { onPointerDown, onClick, onDoubleClick } };
}
