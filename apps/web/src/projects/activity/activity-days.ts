import { dayIn } from "@steward/contracts/kernel/day";
import type { ActivityEntry } from "@steward/contracts/projects/activity";

/** One line of a day: what somebody did, to one task or to many at once. */
export interface ActivityLine {
  /** The latest. */
  entry: ActivityEntry;
  /** The tasks that the same was done to, the latest first; one where it was done to one. */
  tasks: NonNullable<ActivityEntry["task"]>[];
}

export interface ActivityDay {
  /** ISO */
  day: string;
  lines: ActivityLine[];
}

const togetherMs = 60_000;

/**
 * Entries, newest first, by day and line. What one person did to many tasks at once (a bulk change, a cycle that was ended) is
 * one line: a hundred of them would bury everything else.
 */
export function daysOf(entries: readonly ActivityEntry[], timeZone: string): ActivityDay[] {
  const days = new Map<string, ActivityLine[]>();
  for (const entry of entries) {
    const day = dayIn(timeZone, entry.at);
    const lines = days.get(day) ?? [];
    days.set(day, lines);
    const last = lines.at(-1);
    if (last && entry.task && isSame(last.entry, entry)) last.tasks.push(entry.task);
    else lines.push({ entry, tasks: entry.task ? [entry.task] : [] });
  }
  return [...days].map(([day, lines]) => ({ day, lines }));
}

function isSame(one: ActivityEntry, other: ActivityEntry): boolean {
  return (
    one.name === other.name &&
    one.actor?.memberId === other.actor?.memberId &&
    one.task?.id !== other.task?.id &&
    one.at.getTime() - other.at.getTime() < togetherMs &&
    sameResult(one.detail) === sameResult(other.detail)
  );
}

/** What came of it, whatever was there before. */
function sameResult(detail: ActivityEntry["detail"]): string {
  if (detail?.kind === "changes") return JSON.stringify(detail.changes.map(({ field, to }) => [field, to]));
  if (detail?.kind === "moved") return detail.to;
  return JSON.stringify(detail);
}
