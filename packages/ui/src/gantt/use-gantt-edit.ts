"use client";

import { useState } from "react";
import { isoDay } from "../part/days.ts";
import { useLocale } from "../theme/locale.tsx";
import type { DaySpan, GanttRow } from "./rows.ts";
import type { GanttProps, GanttSpan } from "./types.ts";
import type { Draft } from "./use-bar-drag.ts";
import { spanText } from "./words.ts";

interface GanttEdit {
  onReschedule: GanttProps["onReschedule"];
  save: (taskId: string, span: GanttSpan) => Promise<void>;
  /** Brings days into sight. */
  reveal: (span: DaySpan) => void;
}

/** A bar's new days while they are chosen, what is said of them, and their end. */
export function useGanttEdit({ onReschedule, save, reveal }: GanttEdit) {
  const { locale } = useLocale();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [said, say] = useState("");

  /** Why a row's bar stays where it is; nothing where it may move. */
  const heldBy = ({ task, isSummary, span }: GanttRow): string | undefined => {
    if (!onReschedule) return `${task.title} cannot be moved here.`;
    if (task.locked !== undefined) return `${task.title} cannot be moved: ${task.locked}`;
    if (isSummary) return `${task.title} moves with its subtasks.`;
    return span ? undefined : `${task.title} has no dates yet.`;
  };
  const keep = (row: GanttRow, span: DaySpan) => {
    setDraft(null);
    if (span.from === row.span?.from && span.to === row.span.to) return;
    say(`${row.task.title} is now ${spanText(span, locale)}.`);
    void save(row.task.id, { start: isoDay(span.from), end: isoDay(span.to) });
  };
  const change = (row: GanttRow, span: DaySpan | null) => {
    setDraft(span && { by: "keys", taskId: row.task.id, span });
    say(span ? spanText(span, locale) : `${row.task.title} stays where it was.`);
    if (span) reveal(span);
  };
  return { draft, setDraft, said, say, heldBy, keep, change };
}
