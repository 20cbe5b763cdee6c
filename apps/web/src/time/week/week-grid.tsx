"use client";

import { SegmentedControl } from "@mantine/core";
import { addDays, dayIn } from "@steward/contracts/kernel/day";
import { clockText } from "@steward/contracts/time/timesheet";
import { useLocale } from "@steward/ui";
import { useState } from "react";
import type { RouterOutputs } from "../../trpc/client.tsx";
import type { PurposeChoice } from "../entry/purpose-fields.tsx";
import type { TimeEntry, useEntryActions } from "../entry/use-entry-actions.ts";
import { purposeText } from "../time-words.ts";
import { WeekCell } from "./week-cell.tsx";
import classes from "./week-grid.module.css";

type Week = Pick<RouterOutputs["time"]["timesheet"]["week"], "weekOn" | "lines" | "days" | "entries">;
type Line = Week["lines"][number];

interface WeekGridProps {
  week: Week;
  /** Lines that somebody has added and logged nothing on yet. */
  added?: readonly PurposeChoice[];
  /** Left out where nothing can be changed. */
  actions?: Pick<ReturnType<typeof useEntryActions>, "log" | "setMinutes" | "discard"> | undefined;
}

/** A week as a table: what was worked on down, its days across. */
export function WeekGrid({ week, added = [], actions }: WeekGridProps) {
  const { weekOn, days, entries } = week;
  const names = useDayNames(weekOn);
  const [shown, setShown] = useShownDay(week);
  const lines = added.reduce<readonly Line[]>(withLine, week.lines);
  const ofDay = (column: number) => ({ className: classes.day, "data-shown": column === shown || undefined });
  return (
    // What scrolls has to be reached by keyboard where it holds nothing that is.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region
    <section className={classes.scroller} aria-label="Week" tabIndex={0}>
      <DayPicker names={names} days={days} value={shown} onChange={setShown} />
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" style={{ textAlign: "start" }}>
              Worked on
            </th>
            {names.map((name, column) => (
              <th key={name} scope="col" {...ofDay(column)}>
                {name}
              </th>
            ))}
            <th scope="col">Total</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, row) => (
            <tr key={keyOf(line)}>
              <th scope="row" title={purposeText(line)}>
                {purposeText(line)}
              </th>
              {names.map((name, column) => {
                const minutes = line.minutes[column] ?? 0;
                const day = addDays(weekOn, column);
                const there = entries.filter((entry) => entry.day === day && isSame(line, entry));
                return (
                  <td key={name} {...ofDay(column)}>
                    {actions ? (
                      <WeekCell
                        label={`${purposeText(line)}, ${name}`}
                        minutes={minutes}
                        row={row}
                        column={column}
                        onCommit={cellEditor(actions, { line, day, there, minutes })}
                      />
                    ) : (
                      (minutes > 0 && clockText(minutes)) || ""
                    )}
                  </td>
                );
              })}
              <td>{clockText(line.minutes.reduce((sum, minutes) => sum + minutes, 0))}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            {names.map((name, column) => (
              <td key={name} {...ofDay(column)}>
                {clockText(days[column] ?? 0)}
              </td>
            ))}
            <td>{clockText(days.reduce((sum, minutes) => sum + minutes, 0))}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

/** On a phone there is room for one day: today, where it is in the week, else the first that has hours. */
function useShownDay({ weekOn, days }: Week) {
  const { timeZone } = useLocale();
  return useState(() => {
    const today = dayIn(timeZone, new Date());
    const place = Array.from({ length: 7 }, (_, column) => addDays(weekOn, column)).indexOf(today);
    return Math.max(0, place < 0 ? days.findIndex((minutes) => minutes > 0) : place);
  });
}

interface DayPickerProps {
  names: readonly string[];
  days: readonly number[];
  value: number;
  onChange: (column: number) => void;
}

function DayPicker({ names, days, value, onChange }: DayPickerProps) {
  return (
    <SegmentedControl
      aria-label="Day"
      fullWidth
      hiddenFrom="sm"
      size="xs"
      mb="xs"
      value={String(value)}
      onChange={(next) => onChange(Number(next))}
      data={names.map((name, column) => ({
        value: String(column),
        label: (
          <span className={classes.pick}>
            {name.split(" ").map((word) => (
              <span key={word}>{word}</span>
            ))}
            <span>{days[column] ? clockText(days[column]) : "–"}</span>
          </span>
        ),
      }))}
    />
  );
}

interface Cell {
  line: Line;
  day: string;
  there: readonly TimeEntry[];
  /** Of all that is there. */
  minutes: number;
}

/** A cell is one entry of a length, or none yet; what it is made of otherwise is not for one figure to change. */
function cellEditor(actions: NonNullable<WeekGridProps["actions"]>, { line, day, there, minutes: stored }: Cell) {
  const [only, ...others] = there;
  if (others.length > 0 || only?.startedAt || line.isHidden) return null;
  // More than is shown one by one is here: this is no figure of one entry.
  if ((only?.minutes ?? 0) !== stored) return null;
  return (minutes: number): Promise<unknown> => {
    if (!only) return actions.log(day, minutes, { projectId: line.project?.id ?? null, taskId: line.task?.id ?? null });
    return minutes === 0 ? actions.discard(only) : actions.setMinutes(only, minutes);
  };
}

const keyOf = ({ project, task, isHidden }: Pick<Line, "project" | "task" | "isHidden">) =>
  `${project?.id} ${task?.id} ${isHidden}`;
const isSame = (line: Line, entry: TimeEntry) => keyOf(line) === keyOf(entry);
const isOf = ({ project, task, isHidden }: Line, choice: PurposeChoice) =>
  !isHidden && (project?.id ?? null) === choice.projectId && (task?.id ?? null) === choice.taskId;

/** Adds a line unless it is there. */
const withLine = (lines: readonly Line[], choice: PurposeChoice): readonly Line[] =>
  lines.some((line) => isOf(line, choice)) ? lines : [...lines, emptyLine(choice)];

function emptyLine({ projectId, projectName = "", taskId, taskName = "" }: PurposeChoice): Line {
  return {
    project: projectId ? { id: projectId, name: projectName, key: "" } : null,
    task: taskId ? { id: taskId, key: "", title: taskName } : null,
    isHidden: false,
    minutes: [0, 0, 0, 0, 0, 0, 0],
  };
}

function useDayNames(weekOn: string): string[] {
  const { locale } = useLocale();
  // Together, English as Americans write it would say “16 Mon”.
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const date = new Intl.DateTimeFormat(locale, { day: "numeric", timeZone: "UTC" });
  return Array.from({ length: 7 }, (_, place) => {
    const day = new Date(`${addDays(weekOn, place)}T00:00:00Z`);
    return `${weekday.format(day)} ${date.format(day)}`;
  });
}
