"use client";

import { useLayoutEffect, useMemo, useRef } from "react";
import { useLocale } from "../theme/locale.tsx";
import { GanttMenu } from "./gantt-menu.tsx";
import { GanttRowView, type RowActions } from "./gantt-row.tsx";
import { type GanttRow, type Grip, shifted } from "./rows.ts";
import type { GanttProps } from "./types.ts";
import type { useGantt } from "./use-gantt.ts";

interface GanttRowsProps {
  props: GanttProps;
  chart: ReturnType<typeof useGantt>;
}

/** The rows in sight, one of them perhaps with its menu open. */
export function GanttRows({ props, chart }: GanttRowsProps) {
  const { onReschedule, onOpen, onLink, onLinkTo, renderMeta } = props;
  const { plan, view, edit, focus, rubber, menuFor, setMenuFor } = chart;
  const { locale } = useLocale();
  const { draft } = edit;
  const { active } = focus;
  const target = rubber?.target;
  const actions = useRowActions({ open: (taskId) => onOpen?.(taskId), toggle: plan.toggle, menu: setMenuFor });
  const menuOf = (row: GanttRow) => (
    <GanttMenu
      title={row.task.title}
      onClose={() => {
        setMenuFor(null);
        focus.go(row);
      }}
      onOpen={onOpen && (() => onOpen(row.task.id))}
      onLinkTo={onLinkTo && (() => onLinkTo(row.task.id))}
      onShift={
        edit.heldBy(row) === undefined
          ? (grip: Grip, days: number) => row.span && edit.keep(row, shifted(row.span, grip, days))
          : undefined
      }
    />
  );
  const shown = plan.rows.slice(view.rows.from, view.rows.to);
  // The row that has the focus stays, or a scroll would throw the keyboard out of the chart.
  if (active && !shown.includes(active)) shown.push(active);
  return shown.map((row) => (
    <GanttRowView
      key={row.task.id}
      row={row}
      scale={plan.scale}
      locale={locale}
      draft={draft?.taskId === row.task.id ? draft.span : undefined}
      ghost={plan.ghosts.get(row.task.id)}
      ties={plan.ties.get(row.task.id)}
      isActive={row === active}
      linkEnd={target?.taskId === row.task.id ? (target.isFinish ? "end" : "start") : undefined}
      canOpen={onOpen !== undefined}
      canMove={onReschedule !== undefined}
      canLink={onLink !== undefined}
      hasMenu={(onOpen ?? onLinkTo ?? onReschedule) !== undefined}
      menu={menuFor === row.task.id ? menuOf(row) : undefined}
      renderMeta={renderMeta}
      actions={actions}
    />
  ));
}

/** The same functions for the life of the chart, each doing what it means now. */
function useRowActions(now: RowActions): RowActions {
  const latest = useRef(now);
  useLayoutEffect(() => {
    latest.current = now;
  });
  return useMemo(
    () => ({
      open: (taskId) => latest.current.open(taskId),
      toggle: (taskId) => latest.current.toggle(taskId),
      menu: (taskId) => latest.current.menu(taskId),
    }),
    [],
  );
}
