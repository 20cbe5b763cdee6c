import type { ReactNode } from "react";
import type { Tone } from "../part/status-badge.tsx";

export const ganttZooms = ["day", "week", "month"] as const;
/** How much a screen shows: some weeks, some months, or years. */
export type GanttZoom = (typeof ganttZooms)[number];

/** Which ends are tied: the first letter is the predecessor's end, the second the successor's. */
export type GanttLinkType = "FS" | "SS" | "FF" | "SF";

/** The days something takes, as ISO days, both inclusive: a task of one day has the same start and end. */
export interface GanttSpan {
  readonly start: string;
  readonly end: string;
}

export interface GanttTask {
  readonly id: string;
  readonly title: string;
  /**
   * ISO days, both inclusive. With one of them the bar is that day; without both there is a row and no bar, or, over
   * subtasks, a bracket from the first of theirs to the last.
   */
  readonly start: string | null;
  readonly end: string | null;
  /** Rows stand in the order given; children come below their parent wherever they stand in the list. */
  readonly parentId?: string | null | undefined;
  /** A diamond in the middle of its (last) day. */
  readonly milestone?: boolean | undefined;
  /** From 0 to 1. */
  readonly progress?: number | undefined;
  readonly tone?: Tone | undefined;
  /** On the critical path: drawn heavier, and said. */
  readonly critical?: boolean | undefined;
  /** It cannot be moved, and why. */
  readonly locked?: string | undefined;
}

export interface GanttLink {
  readonly id: string;
  /** The predecessor. */
  readonly from: string;
  /** The successor. */
  readonly to: string;
  readonly type: GanttLinkType;
  readonly critical?: boolean | undefined;
}

export interface GanttProps {
  /** What is planned, for screen readers: `Plan of Website relaunch`. */
  label: string;
  tasks: readonly GanttTask[];
  links?: readonly GanttLink[];
  zoom: GanttZoom;
  onZoomChange?: (zoom: GanttZoom) => void;
  /** The reader's or the organisation's today as an ISO day; a line is drawn there. */
  today: string;
  /** ISO 8601: 1 is Monday, which is also the default; 7 is Sunday. */
  weekStartsOn?: number;
  /** Days that are not working days are shaded. Default: Monday to Friday are. */
  isWorkingDay?: (day: string) => boolean;
  /** Parents whose children are hidden. Without it the chart keeps that itself, with all of them open. */
  collapsed?: ReadonlySet<string>;
  onCollapsedChange?: (collapsed: ReadonlySet<string>) => void;
  /** Opens a task: Enter, or a click on its name. */
  onOpen?: (taskId: string) => void;
  /**
   * A bar was moved or one of its ends was, by pointer or keyboard. Shown at once; a rejection takes it back and is
   * said. Resolve when `tasks` have caught up, or the bar shows where it was in between. Without it nothing moves.
   */
  onReschedule?: (taskId: string, span: GanttSpan) => Promise<unknown>;
  /** Two bars were tied by dragging from an end of one to an end of the other. A rejection is said. */
  onLink?: (from: string, to: string, type: GanttLinkType) => Promise<unknown>;
  /** The same without a pointer: opens the caller's dialog that asks for the other task. `Link to…` of a row's menu, or L. */
  onLinkTo?: (taskId: string) => void;
  /** Where tasks would go: drawn dashed beside where they are. For the preview of a reschedule. */
  preview?: ReadonlyMap<string, GanttSpan>;
  /** At the right end of a row's name: who does it. Kept small, and without anything to press. */
  renderMeta?: (task: GanttTask) => ReactNode;
  /** Right end of the toolbar. */
  tools?: ReactNode;
}
