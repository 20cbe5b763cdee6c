"use client";

import type { FocusEvent, KeyboardEvent } from "react";
import { type GanttRow, type Grip, shifted } from "./rows.ts";
import type { useGanttEdit } from "./use-gantt-edit.ts";

interface GanttKeys {
  rows: readonly GanttRow[];
  active: GanttRow | undefined;
  edit: ReturnType<typeof useGanttEdit>;
  choose: (taskId: string) => void;
  go: (index: number) => void;
  /** Turns the dates by most of a screen. */
  turn: (direction: 1 | -1) => void;
  toggle: (row: GanttRow) => void;
  open: (row: GanttRow) => void;
  menu: (row: GanttRow) => void;
  linkTo: ((row: GanttRow) => void) | undefined;
}

const pageRows = 10;

/** Told to those who listen, and shown behind the toolbar's button to those who look. */
export const keyHelp = [
  "Arrow up and down go from row to row, right and left expand and collapse, Enter opens.",
  "Shift with left and right moves the bar by a day, with Alt its end; letting go of Shift keeps it, Escape does not.",
  "L links to another task, M opens the row's menu, Control with left and right turns the dates.",
] as const;

/**
 * The keys of a tree grid (WAI-ARIA), and those that move bars. A move is shown while Shift is held and kept when it
 * is let go, so that ten days are one change and not ten.
 */
export function useGanttKeys(keys: GanttKeys) {
  const { rows, active, edit } = keys;
  const { draft } = edit;
  const held = active && draft?.by === "keys" && draft.taskId === active.task.id ? draft.span : undefined;

  const move = (row: GanttRow, grip: Grip, days: number) => {
    const reason = edit.heldBy(row);
    if (reason !== undefined) return edit.say(reason);
    const span = held ?? row.span;
    if (span) edit.change(row, shifted(span, row.task.milestone ? "move" : grip, days));
  };

  const across = (row: GanttRow, direction: 1 | -1, event: KeyboardEvent) => {
    if (event.shiftKey) return move(row, event.altKey ? "end" : "move", direction);
    if (event.ctrlKey || event.metaKey) return keys.turn(direction);
    if (direction > 0) {
      if (row.hasChildren && !row.isOpen) keys.toggle(row);
      else if (row.hasChildren) keys.go(row.index + 1);
    } else if (row.hasChildren && row.isOpen) keys.toggle(row);
    else if (row.parent !== null) keys.go(row.parent);
  };

  const acts: Readonly<Record<string, (row: GanttRow, event: KeyboardEvent) => void>> = {
    ArrowDown: (row) => keys.go(row.index + 1),
    ArrowUp: (row) => keys.go(row.index - 1),
    PageDown: (row) => keys.go(row.index + pageRows),
    PageUp: (row) => keys.go(row.index - pageRows),
    Home: () => keys.go(0),
    End: () => keys.go(rows.length - 1),
    ArrowRight: (row, event) => across(row, 1, event),
    ArrowLeft: (row, event) => across(row, -1, event),
    Enter: (row) => keys.open(row),
    m: (row) => keys.menu(row),
    ContextMenu: (row) => keys.menu(row),
    ...(keys.linkTo ? { l: keys.linkTo } : {}),
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { target, key } = event;
    if (!active || !(target instanceof HTMLElement) || target.closest("[data-task]") === null) return;
    // A button of the row, pressed with the mouse before, has these keys for itself.
    if (target instanceof HTMLButtonElement && (key === "Enter" || key === " ")) return;
    if (key === "Escape" && held) {
      event.stopPropagation();
      edit.change(active, null);
      return;
    }
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const act = key.startsWith("Arrow") || isPlain ? acts[key.length === 1 ? key.toLowerCase() : key] : undefined;
    if (!act) return;
    event.preventDefault();
    act(active, event);
  };

  const letGo = () => {
    if (active && held) edit.keep(active, held);
  };
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key === "Shift") letGo();
  };
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) letGo();
  };
  const onFocus = ({ target }: FocusEvent) => {
    const row = target.closest<HTMLElement>("[data-task]");
    if (row?.dataset.task !== undefined) keys.choose(row.dataset.task);
  };
  return { onKeyDown, onKeyUp, onBlur, onFocus };
}
