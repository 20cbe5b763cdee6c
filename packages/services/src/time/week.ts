import { AppError } from "@steward/contracts";
import { addDays, weekStart } from "@steward/contracts/kernel/day";
import { isOpenWeek, type TimesheetReason } from "@steward/contracts/time/timesheet";
import { timesheet } from "@steward/db/schema";
import { and, asc, eq, inArray, or } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";

export type TimesheetRow = typeof timesheet.$inferSelect;

/** Days of one person on which something is to change. */
export interface Touched {
  readonly memberId: string;
  /** Whose weeks have to be open: those an entry belongs to. */
  readonly days: readonly string[];
  /** Further days it reaches into: an entry past midnight belongs to the day it began on, and takes room on the next. */
  readonly reaches?: readonly string[];
}

/**
 * Holds the weeks that a change of time touches until the transaction ends, so that whoever changes time in them, submits or
 * decides them comes one after the other: what is checked meanwhile stays true. Weeks begin as drafts with the first change.
 *
 * Throws PRECONDITION `timesheet.closed` where a week that would change has been submitted, and not been rejected since.
 */
export async function openWeeks(ctx: Pick<ServiceContext, "db">, touched: readonly Touched[]): Promise<void> {
  const held = await holdWeeks(ctx, touched);
  const open = new Set(held.filter(({ status }) => isOpenWeek(status)).map(keyOf));
  for (const { memberId, days } of touched) {
    for (const day of days) if (!open.has(keyOf({ memberId, weekOn: weekStart(day) }))) throw closed();
  }
}

export const closed = () => new AppError("PRECONDITION", "timesheet.closed" satisfies TimesheetReason);

type Week = Pick<TimesheetRow, "memberId" | "weekOn">;
const keyOf = ({ memberId, weekOn }: Week) => `${memberId} ${weekOn}`;

/** `openWeeks`, whatever has become of them. */
export async function holdWeeks(
  { db }: Pick<ServiceContext, "db">,
  touched: readonly Touched[],
): Promise<TimesheetRow[]> {
  const byKey = new Map<string, Week>();
  for (const { memberId, days, reaches = [] } of touched) {
    for (const day of [...days, ...reaches]) {
      const week = { memberId, weekOn: weekStart(day) };
      byKey.set(keyOf(week), week);
    }
  }
  // In one order, so that no two wait for each other.
  const weeks = [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, week]) => week);
  if (weeks.length === 0) return [];
  await db.insert(timesheet).values(weeks).onConflictDoNothing();
  return db
    .select()
    .from(timesheet)
    .where(
      or(...[...Map.groupBy(weeks, ({ memberId }) => memberId)].map(([memberId, theirs]) => weeksOf(memberId, theirs))),
    )
    .orderBy(asc(timesheet.memberId), asc(timesheet.weekOn))
    .for("update");
}

const weeksOf = (memberId: string, weeks: readonly Week[]) =>
  and(
    eq(timesheet.memberId, memberId),
    inArray(
      timesheet.weekOn,
      weeks.map(({ weekOn }) => weekOn),
    ),
  );

/** The last day of a week. */
export const weekEnd = (weekOn: string): string => addDays(weekOn, 6);
