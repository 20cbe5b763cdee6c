"use client";

import { VisuallyHidden } from "@mantine/core";
import { type CSSProperties, type MouseEvent, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { notifyError } from "../feedback/notify.tsx";
import { gridRoles } from "../part/grid-roles.ts";
import { usePending } from "../part/use-pending.ts";
import { useLocale } from "../theme/locale.tsx";
import { linksWithin } from "./arrows.ts";
import classes from "./gantt.module.css";
import { GanttArrows } from "./gantt-arrows.tsx";
import { GanttGround, GanttHead } from "./gantt-head.tsx";
import { GanttMenu } from "./gantt-menu.tsx";
import { GanttRowView, type RowActions } from "./gantt-row.tsx";
import { GanttToolbar } from "./gantt-toolbar.tsx";
import { rowHeight } from "./geometry.ts";
import { type GanttRow, type Grip, shifted } from "./rows.ts";
import type { GanttProps } from "./types.ts";
import { useBarDrag } from "./use-bar-drag.ts";
import { useGanttEdit } from "./use-gantt-edit.ts";
import { keyHelp, useGanttKeys } from "./use-gantt-keys.ts";
import { useGanttPlan } from "./use-gantt-plan.ts";
import { useGanttView } from "./use-gantt-view.ts";
import { useRowFocus } from "./use-row-focus.ts";

/**
 * Tasks as bars over days, tied by arrows. Only rows, dates and arrows in sight are in the document, so that a plan of
 * thousands scrolls as one of ten.
 */
export function Gantt(props: GanttProps) {
  const { label, weekStartsOn = 1, onReschedule, onOpen, onLink, onLinkTo } = props;
  const { locale } = useLocale();
  const scroller = useRef<HTMLDivElement>(null);
  const helpId = useId();
  const [menuFor, setMenuFor] = useState<string | null>(null);
  const { pending: moved, save } = usePending(onReschedule);
  const plan = useGanttPlan(props, moved);
  const { rows, byId, scale, today } = plan;
  const view = useGanttView(scroller, scale, rows.length, today);
  const edit = useGanttEdit({ onReschedule, save, reveal: view.reveal });
  const { draft } = edit;
  const focus = useRowFocus(scroller, rows, view.showRow);
  const { active } = focus;

  const drag = useBarDrag({
    scroller,
    scale,
    rowOf: (taskId) => byId.get(taskId),
    activeId: active?.task.id,
    setDraft: edit.setDraft,
    onDrop: (taskId, span) => {
      const row = byId.get(taskId);
      if (row) edit.keep(row, span);
    },
    onLink: onLink && ((from, to, type) => void onLink(from, to, type).catch(notifyError)),
  });
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
  const rowAt = ({ target }: MouseEvent) => {
    const bar = target instanceof Element ? target.closest<HTMLElement>("[data-bar]") : null;
    return byId.get(bar?.dataset.bar ?? "");
  };
  const pointer = {
    onPointerDown: drag.onPointerDown,
    onClick: (event: MouseEvent) => {
      const row = rowAt(event);
      if (row) focus.go(row);
    },
    onDoubleClick: (event: MouseEvent) => {
      const row = rowAt(event);
      if (row) onOpen?.(row.task.id);
    },
  };
  const actions = useRowActions({
    open: (taskId) => onOpen?.(taskId),
    toggle: plan.toggle,
    menu: setMenuFor,
  });
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

  const shown = rows.slice(view.rows.from, view.rows.to);
  // The row that has the focus stays, or a scroll would throw the keyboard out of the chart.
  if (active && !shown.includes(active)) shown.push(active);
  const tree = {
    ...gridRoles.tree,
    "aria-label": label,
    "aria-describedby": helpId,
    "aria-rowcount": rows.length + 1,
  };
  const dates = { scale, days: view.days, locale, weekStartsOn };
  const target = drag.rubber?.target;
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
        ref={scroller}
        {...tree}
        className={classes.scroller}
        data-linking={drag.rubber !== null || undefined}
        style={{ "--gantt-width": `${scale.width}px` } as CSSProperties}
        onScroll={view.onScroll}
        {...keys}
      >
        <GanttHead {...dates} />
        <div {...gridRoles.group} className={classes.body} style={{ height: rows.length * rowHeight }} {...pointer}>
          <GanttGround {...dates} today={today} isWorking={plan.isWorking} />
          <GanttArrows
            links={linksWithin(plan.placed, view.rows)}
            rows={rows}
            scale={scale}
            draft={draft}
            rubber={drag.rubber}
          />
          {shown.map((row) => (
            <GanttRowView
              key={row.task.id}
              row={row}
              scale={scale}
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
              renderMeta={props.renderMeta}
              actions={actions}
            />
          ))}
        </div>
      </div>
      <VisuallyHidden id={helpId}>{keyHelp}</VisuallyHidden>
      <VisuallyHidden role="status">{edit.said}</VisuallyHidden>
    </div>
  );
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
