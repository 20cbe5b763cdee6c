"use client";

import { clockText } from "@steward/contracts/time/timesheet";
import type { KeyboardEvent } from "react";
import { useMinutesText } from "../../projects/part/use-minutes-text.ts";
import classes from "./week-grid.module.css";

interface WeekCellProps {
  /** What and when, for those who listen. */
  label: string;
  minutes: number;
  /** Its place in the grid, by which arrow keys go from cell to cell. */
  row: number;
  column: number;
  /** Null where the time is several entries, or from–to: these are edited one by one. */
  onCommit: ((minutes: number) => Promise<unknown>) | null;
}

const written = (minutes: number | null) => (minutes ? clockText(minutes) : "");

/** How long was worked on something on a day. Enter and the arrow keys keep what was typed and go on. */
export function WeekCell({ label, minutes, row, column, onCommit }: WeekCellProps) {
  const { text, setText, wrong, commit: read, reset } = useMinutesText(minutes, written);
  const commit = () => {
    const typed = read();
    if (typed === undefined) return;
    // What was refused is not what is stored.
    if ((typed ?? 0) !== minutes) onCommit?.(typed ?? 0).catch(reset);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape") return reset();
    const [down, right] = steps[event.key] ?? [];
    if (down === undefined || right === undefined) return;
    // Within what is typed the arrow keys move the caret.
    const { selectionStart, value } = event.currentTarget;
    if (right < 0 && selectionStart !== 0) return;
    if (right > 0 && selectionStart !== value.length) return;
    const next = event.currentTarget
      .closest("table")
      ?.querySelector<HTMLInputElement>(`input[data-cell="${row + down}:${column + right}"]`);
    event.preventDefault();
    if (next) next.focus();
    else commit();
  };
  return (
    <input
      className={classes.cell}
      aria-label={label}
      aria-invalid={wrong || undefined}
      title={onCommit ? undefined : "Several entries: edit them below"}
      readOnly={onCommit === null}
      data-cell={`${row}:${column}`}
      inputMode="text"
      autoComplete="off"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  );
}

/** Rows down and columns to the right. */
const steps: Readonly<Record<string, readonly [number, number]>> = {
  Enter: [1, 0],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
