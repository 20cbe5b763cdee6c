"use client";

import { addDays } from "@steward/contracts/kernel/day";
import { clockText } from "@steward/contracts/time/timesheet";
import { useLocale } from "@steward/ui";
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
  const lines = [...week.lines, ...added.filter((one) => !week.lines.some((line) => isOf(line, one))).map(emptyLine)];
  return (
    // What scrolls has to be reached by keyboard where it holds nothing that is.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region
    <section className={classes.scroller} aria-label="Week" tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" style={{ textAlign: "start" }}>
              Worked on
            </th>
            {names.map((name) => (
              <th key={name} scope="col">
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
                  <td key={name}>
                    {actions ? (
                      <WeekCell
                        label={`${purposeText(line)}, ${name}`}
                        minutes={minutes}
                        row={row}
                        column={column}
                        onCommit={cellEditor(actions, { line, day, there })}
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
              <td key={name}>{clockText(days[column] ?? 0)}</td>
            ))}
            <td>{clockText(days.reduce((sum, minutes) => sum + minutes, 0))}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

interface Cell {
  line: Line;
  day: string;
  there: readonly TimeEntry[];
}

/** A cell is one entry of a length, or none yet; what it is made of otherwise is not for one figure to change. */
function cellEditor(actions: NonNullable<WeekGridProps["actions"]>, { line, day, there }: Cell) {
  const [only, ...others] = there;
  if (others.length > 0 || only?.startedAt || line.isHidden) return null;
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
  const format = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", timeZone: "UTC" });
  return Array.from({ length: 7 }, (_, place) => format.format(new Date(`${addDays(weekOn, place)}T00:00:00Z`)));
}
