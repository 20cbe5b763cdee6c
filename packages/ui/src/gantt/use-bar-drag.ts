"use client";

import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import { linkType, type Point } from "./arrows.ts";
import { barEnd, headHeight } from "./geometry.ts";
import { type DaySpan, type GanttRow, type Grip, shifted } from "./rows.ts";
import type { GanttScale } from "./scale.ts";
import type { GanttLinkType } from "./types.ts";
import { nameWidth } from "./use-gantt-view.ts";

/** An edit under way, shown and not yet sent. */
export interface Draft {
  readonly by: "pointer" | "keys";
  readonly taskId: string;
  readonly span: DaySpan;
}

/** A line from the end of a bar to the pointer, and the end it would be tied to. */
export interface Rubber {
  readonly from: Point;
  readonly to: Point;
  readonly target: { readonly taskId: string; readonly isFinish: boolean } | null;
}

interface BarDrag {
  scroller: RefObject<HTMLElement | null>;
  scale: GanttScale;
  rowOf: (taskId: string) => GanttRow | undefined;
  activeId: string | undefined;
  setDraft: (draft: Draft | null) => void;
  onDrop: (taskId: string, span: DaySpan) => void;
  onLink: ((from: string, to: string, type: GanttLinkType) => void) | undefined;
}

/** Below this a press is a click. */
const slack = 4;
/** So near to a side, the chart scrolls on under the pointer. */
const edge = 40;

/** Bars dragged by pointer: as a whole, by an end, or from an end to another bar's. Escape lets go. */
export function useBarDrag(options: BarDrag) {
  const [rubber, setRubber] = useState<Rubber | null>(null);
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);

  const onPointerDown = (event: ReactPointerEvent) => {
    const hit = hitOf(event.target);
    const row = hit ? options.rowOf(hit.taskId) : undefined;
    if (!hit || !row?.span || event.button !== 0 || !options.scroller.current) return;
    // A finger scrolls; only the bar of the row it has chosen before follows it.
    if (event.pointerType === "touch" && options.activeId !== hit.taskId) return;
    event.preventDefault();
    const pull =
      hit.grip === "link" ? linkPull(options, row, hit.isFinish, setRubber) : barPull(options, row, row.span, hit.grip);
    stop.current?.();
    stop.current = follow(options.scroller.current, event.nativeEvent, pull);
  };
  return { rubber, onPointerDown };
}

interface Hit {
  taskId: string;
  grip: Grip | "link";
  isFinish: boolean;
}

function hitOf(target: EventTarget): Hit | null {
  if (!(target instanceof Element)) return null;
  const taskId = target.closest<HTMLElement>("[data-bar]")?.dataset.bar;
  const grip = target.closest<HTMLElement>("[data-grip]")?.dataset.grip;
  if (taskId === undefined || grip === undefined) return null;
  if (grip === "link-start" || grip === "link-finish")
    return { taskId, grip: "link", isFinish: grip === "link-finish" };
  return { taskId, grip: grip === "start" || grip === "end" ? grip : "move", isFinish: false };
}

interface Pull {
  /** The pointer on the chart, and how far it has come. */
  move: (at: Point, by: Point, client: Point) => void;
  drop: () => void;
  cancel: () => void;
}

function barPull({ scale, setDraft, onDrop }: BarDrag, row: GanttRow, span: DaySpan, grip: Grip): Pull {
  let now = span;
  return {
    move: (_at, by) => {
      const next = shifted(span, grip, Math.round(by.x / scale.dayWidth));
      if (next.from === now.from && next.to === now.to) return;
      now = next;
      setDraft({ by: "pointer", taskId: row.task.id, span: now });
    },
    drop: () => {
      setDraft(null);
      onDrop(row.task.id, now);
    },
    cancel: () => setDraft(null),
  };
}

function linkPull(options: BarDrag, row: GanttRow, isFinish: boolean, show: (rubber: Rubber | null) => void): Pull {
  const from = barEnd(options.scale, row, row.span ?? { from: 0, to: 0 }, isFinish);
  let target: Rubber["target"] = null;
  return {
    move: (to, _by, client) => {
      const bar = document.elementFromPoint(client.x, client.y)?.closest<HTMLElement>("[data-bar]");
      const taskId = bar?.dataset.bar;
      const box = bar?.getBoundingClientRect();
      target =
        box && taskId !== undefined && taskId !== row.task.id
          ? { taskId, isFinish: client.x > box.left + box.width / 2 }
          : null;
      show({ from, to, target });
    },
    drop: () => {
      show(null);
      if (target) options.onLink?.(row.task.id, target.taskId, linkType(isFinish, target.isFinish));
    },
    cancel: () => show(null),
  };
}

/** Follows the pointer until it is let go. Answers the way to stop it from outside. */
function follow(scroller: HTMLElement, start: PointerEvent, pull: Pull): () => void {
  const pointOf = ({ x, y }: Point): Point => {
    const { left, top } = scroller.getBoundingClientRect();
    return { x: x - left + scroller.scrollLeft - nameWidth(scroller), y: y - top + scroller.scrollTop - headHeight };
  };
  const origin = pointOf({ x: start.clientX, y: start.clientY });
  let client: Point = { x: start.clientX, y: start.clientY };
  let isDragging = false;
  let frame = 0;
  const update = () => {
    const at = pointOf(client);
    pull.move(at, { x: at.x - origin.x, y: at.y - origin.y }, client);
  };
  const scrollOn = () => {
    const { left, right, top, bottom } = scroller.getBoundingClientRect();
    const by = {
      x: beyond(client.x, left + nameWidth(scroller), right),
      y: beyond(client.y, top + headHeight, bottom),
    };
    if (by.x !== 0 || by.y !== 0) {
      scroller.scrollBy(by.x, by.y);
      update();
    }
    frame = requestAnimationFrame(scrollOn);
  };
  const events = new AbortController();
  const { signal } = events;
  const stop = () => {
    cancelAnimationFrame(frame);
    events.abort();
  };
  window.addEventListener(
    "pointermove",
    (event) => {
      if (event.pointerId !== start.pointerId) return;
      client = { x: event.clientX, y: event.clientY };
      if (!isDragging && Math.hypot(client.x - start.clientX, client.y - start.clientY) < slack) return;
      if (!isDragging) frame = requestAnimationFrame(scrollOn);
      isDragging = true;
      update();
    },
    { signal },
  );
  window.addEventListener(
    "pointerup",
    () => {
      stop();
      if (isDragging) pull.drop();
    },
    { signal },
  );
  const cancel = () => {
    stop();
    pull.cancel();
  };
  window.addEventListener("pointercancel", cancel, { signal });
  window.addEventListener("keydown", (event) => event.key === "Escape" && cancel(), { signal });
  return cancel;
}

function beyond(at: number, least: number, most: number): number {
  if (at < least + edge) return Math.max(-1, (at - least - edge) / edge) * 16;
  if (at > most - edge) return Math.min(1, (at - most + edge) / edge) * 16;
  return 0;
}
