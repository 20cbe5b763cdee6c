import { dayNumber } from "../part/days.ts";
import type { GanttSpan, GanttTask } from "./types.ts";

/** Days as numbers, both inclusive. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

export interface GanttRow {
  readonly task: GanttTask;
  readonly index: number;
  readonly depth: number;
  /** The row of its parent. */
  readonly parent: number | null;
  readonly hasChildren: boolean;
  readonly isOpen: boolean;
  /** What its bar covers, or its bracket; null where nothing is dated. */
  readonly span: DaySpan | null;
  /** The span is that of its subtasks: it has none of its own, and is not moved by itself. */
  readonly isSummary: boolean;
}

interface Place {
  readonly task: GanttTask;
  readonly children: Place[];
}

/**
 * The rows to show, parents before their children, without what is collapsed. A task whose parent is not in the list
 * stands at the top, and so does one of a circle of parents: nothing is lost by a wrong reference.
 * @param moved spans that stand in for the tasks' own: moves the server has not answered yet
 */
export function ganttRows(
  tasks: readonly GanttTask[],
  collapsed: ReadonlySet<string>,
  moved: ReadonlyMap<string, GanttSpan> = new Map(),
): GanttRow[] {
  const rows: GanttRow[] = [];
  const add = ({ task, children }: Place, depth: number, parent: number | null) => {
    const isOpen = !collapsed.has(task.id);
    const own = spanOf(moved.get(task.id) ?? task);
    const index = rows.length;
    const row = { task, index, depth, parent, hasChildren: children.length > 0, isOpen };
    rows.push({ ...row, span: own ?? around(children, moved), isSummary: own === null && children.length > 0 });
    if (isOpen) for (const child of children) add(child, depth + 1, index);
  };
  for (const root of treeOf(tasks)) add(root, 0, null);
  return rows;
}

function treeOf(tasks: readonly GanttTask[]): Place[] {
  const places = new Map(tasks.map((task): [string, Place] => [task.id, { task, children: [] }]));
  const parentOf = (task: GanttTask) => (task.parentId == null ? undefined : places.get(task.parentId));
  const isInCircle = (task: GanttTask) => {
    const seen = new Set([task.id]);
    for (let parent = parentOf(task); parent; parent = parentOf(parent.task)) {
      if (parent.task.id === task.id) return true;
      if (seen.has(parent.task.id)) return false;
      seen.add(parent.task.id);
    }
    return false;
  };
  const roots: Place[] = [];
  for (const place of places.values()) {
    const parent = isInCircle(place.task) ? undefined : parentOf(place.task);
    (parent?.children ?? roots).push(place);
  }
  return roots;
}

/** The days of a task as numbers; with one of the two that day, turned around where the end comes first. */
export function spanOf({ start, end }: Pick<GanttTask, "start" | "end">): DaySpan | null {
  const days = [start, end].flatMap((day) => (day === null ? [] : [dayNumber(day)])).filter(Number.isFinite);
  return days.length === 0 ? null : { from: Math.min(...days), to: Math.max(...days) };
}

function around(children: readonly Place[], moved: ReadonlyMap<string, GanttSpan>): DaySpan | null {
  let whole: DaySpan | null = null;
  for (const { task, children: below } of children) {
    const span = spanOf(moved.get(task.id) ?? task) ?? around(below, moved);
    if (span) whole = whole ? { from: Math.min(whole.from, span.from), to: Math.max(whole.to, span.to) } : span;
  }
  return whole;
}

export type Grip = "move" | "start" | "end";

/** A span moved by days as a whole or at one end, which never passes the other. */
export function shifted({ from, to }: DaySpan, grip: Grip, days: number): DaySpan {
  if (grip === "start") return { from: Math.min(from + days, to), to };
  if (grip === "end") return { from, to: Math.max(to + days, from) };
  return { from: from + days, to: to + days };
}
