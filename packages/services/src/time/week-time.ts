import { addDays } from "@steward/contracts/kernel/day";
import { project, task, timeEntry } from "@steward/db/schema";
import { and, between, eq, isNull, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";
import { findEntries, hidden, ofProject, ofTask, type TimeEntryItem, taskKey } from "./entry-queries.ts";
import { weekEnd } from "./week.ts";

/** A line of a week: what was worked on, and how long on each of its seven days, Monday first. */
export interface WeekLine {
  project: TimeEntryItem["project"];
  task: TimeEntryItem["task"];
  isHidden: boolean;
  minutes: number[];
}

export interface WeekTime {
  /** The first of them, in the order of the days; sums are of all. */
  entries: TimeEntryItem[];
  entryCount: number;
  lines: WeekLine[];
  /** Of each day, Monday first. */
  days: number[];
}

/** What somebody worked in the week that begins on a Monday, in two statements of one flight. */
export async function timeOfWeek(ctx: ServiceContext, memberId: string, monday: string): Promise<WeekTime> {
  const [entries, sums] = await Promise.all([
    findEntries(ctx, { memberId, from: monday, to: weekEnd(monday) }),
    sumByPurpose(ctx, memberId, monday),
  ]);
  const week = Array.from({ length: 7 }, (_, place) => addDays(monday, place));
  const onDays = (some: readonly PurposeSum[]) =>
    week.map((day) => some.reduce((sum, one) => sum + (one.day === day ? one.minutes : 0), 0));
  const byPurpose = Map.groupBy(sums, (one) => `${one.project?.id} ${one.task?.id} ${one.isHidden}`);
  const lines = [...byPurpose.values()].flatMap((some) => {
    const [first] = some;
    return first ? [{ project: first.project, task: first.task, isHidden: first.isHidden, minutes: onDays(some) }] : [];
  });
  const byName = (line: WeekLine) => `${line.project?.name ?? ""} ${line.task?.key ?? ""}`;
  return {
    entries,
    entryCount: sums.reduce((count, one) => count + one.count, 0),
    lines: lines.toSorted((a, b) => byName(a).localeCompare(byName(b))),
    days: onDays(sums),
  };
}

type PurposeSum = Awaited<ReturnType<typeof sumByPurpose>>[number];

/** How long on each day on what; all that the reader may not see the name of is one. */
function sumByPurpose(ctx: ServiceContext, memberId: string, monday: string) {
  return ctx.db
    .select({
      day: timeEntry.day,
      project: { id: project.id, name: project.name, key: project.key },
      task: { id: task.id, title: task.title, key: taskKey },
      isHidden: hidden,
      minutes: sql<number>`coalesce(sum(${timeEntry.minutes}), 0)::int`,
      count: sql<number>`count(*)::int`,
    })
    .from(timeEntry)
    .leftJoin(project, ofProject(ctx))
    .leftJoin(task, ofTask)
    .where(
      and(
        eq(timeEntry.memberId, memberId),
        isNull(timeEntry.deletedAt),
        between(timeEntry.day, monday, weekEnd(monday)),
      ),
    )
    .groupBy(timeEntry.day, project.id, project.name, project.key, task.id, task.title, task.number, hidden);
}
