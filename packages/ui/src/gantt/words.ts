import { dayText } from "../part/days.ts";
import type { DaySpan, GanttRow } from "./rows.ts";
import type { GanttLink, GanttLinkType, GanttTask } from "./types.ts";

const long: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric" };

/** `5 March 2026 to 9 March 2026`, or the one day. */
export function spanText({ from, to }: DaySpan, locale: string): string {
  return from === to ? dayText(from, locale, long) : `${dayText(from, locale, long)} to ${dayText(to, locale, long)}`;
}

const tied: Readonly<Record<GanttLinkType, (title: string) => string>> = {
  FS: (title) => `starts after ${title} ends`,
  SS: (title) => `starts after ${title} starts`,
  FF: (title) => `ends after ${title} ends`,
  SF: (title) => `ends after ${title} starts`,
};

/** What ties each task to those before it, in words. */
export function tiesOf(tasks: readonly GanttTask[], links: readonly GanttLink[]): ReadonlyMap<string, string> {
  const titles = new Map(tasks.map(({ id, title }) => [id, title]));
  const ties = new Map<string, string>();
  for (const { from, to, type } of links) {
    const title = titles.get(from);
    if (title === undefined) continue;
    const before = ties.get(to);
    ties.set(to, before ? `${before}, ${tied[type](title)}` : tied[type](title));
  }
  return ties;
}

/** What a bar shows, said: its days, how far it is, and what holds it. */
export function barText(
  { task, isSummary }: GanttRow,
  span: DaySpan | null,
  ties: string | undefined,
  locale: string,
): string {
  const { milestone, progress, critical, locked } = task;
  const when = span ? spanText(span, locale) : "Not dated";
  return [
    milestone ? `Milestone, ${when}` : when,
    isSummary ? "from its subtasks" : undefined,
    progress === undefined || milestone ? undefined : `${Math.round(progress * 100)} % done`,
    critical ? "on the critical path" : undefined,
    ties,
    locked === undefined ? undefined : `cannot be moved: ${locked}`,
  ]
    .filter((part) => part !== undefined)
    .join("; ");
}
