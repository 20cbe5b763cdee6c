import { AppError } from "@steward/contracts";
import { addDays, dayIn } from "@steward/contracts/kernel/day";
import { maxMinutesPerDay, type TimeEntryReason } from "@steward/contracts/time/entry";
import { timeEntry } from "@steward/db/schema";
import { and, eq, gt, inArray, isNotNull, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { ServiceContext } from "../kernel/index.ts";

/** Where time is put: how long on which day, or from when to when. */
export interface Extent {
  readonly day: string;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** Null while the timer runs. */
  readonly minutes: number | null;
}

export const refused = (code: "CONFLICT" | "INVALID" | "PRECONDITION", reason: TimeEntryReason) =>
  new AppError(code, reason);

const minuteMs = 60_000;

/** An entry belongs to the day it began on, by the organisation's calendar. */
export function spanOf({ tenant }: Pick<ServiceContext, "tenant">, startedAt: Date, endedAt: Date): Extent {
  const minutes = Math.round((endedAt.getTime() - startedAt.getTime()) / minuteMs);
  return { day: dayIn(tenant.timeZone, startedAt), startedAt, endedAt, minutes };
}

/** The days it takes room on, the first one first: three at most. */
export function daysOf({ tenant }: Pick<ServiceContext, "tenant">, { day, endedAt }: Extent): string[] {
  const last = endedAt ? dayIn(tenant.timeZone, endedAt) : day;
  const days = [day];
  for (let next = addDays(day, 1); next <= last; next = addDays(next, 1)) days.push(next);
  return days;
}

/**
 * That time was spent, and not too much of it in one go.
 * Throws INVALID `time_entry.in_future` | `time_entry.ends_before` | `time_entry.too_long`.
 */
export function requirePast({ tenant }: Pick<ServiceContext, "tenant">, extent: Extent, now: Date): void {
  const { day, startedAt, endedAt, minutes } = extent;
  const latest = endedAt ?? startedAt;
  if (latest ? latest > now : day > dayIn(tenant.timeZone, now)) throw refused("INVALID", "time_entry.in_future");
  if (startedAt && endedAt && endedAt <= startedAt) throw refused("INVALID", "time_entry.ends_before");
  if (minutes !== null && minutes > maxMinutesPerDay) throw refused("INVALID", "time_entry.too_long");
}

/** An entry as it has been written. */
type Placed = Extent & { readonly id: string; readonly memberId: string };

type Placing = Pick<ServiceContext, "db" | "tenant">;

/**
 * That entries which have been written leave a person in one place at a time, and with no more than a day in a day. A day is
 * the organisation's: on the one that summer time shortens there are 23 hours, on the one it lengthens 24 all the same. Called
 * while the weeks are held; as many statements for a hundred entries as for one.
 *
 * Throws CONFLICT `time_entry.overlaps` | `time_entry.day_full`.
 */
export async function requireRoom(ctx: Placing, entries: readonly Placed[]): Promise<void> {
  const spans = entries.filter(({ startedAt }) => startedAt);
  if (spans.length > 0) await requireApart(ctx, spans);
  // What runs takes its room when it is stopped.
  const ended = entries.filter(({ minutes }) => minutes !== null);
  if (ended.length > 0) await requireDayHolds(ctx, ended);
}

async function requireApart({ db }: Placing, spans: readonly Placed[]): Promise<void> {
  const other = alias(timeEntry, "other");
  // No entry is longer than a day: older ones cannot reach here, unless they still run.
  const near = sql`${other.startedAt} >= ${timeEntry.startedAt} - ${maxMinutesPerDay} * interval '1 minute'`;
  const [met] = await db
    .select({ id: other.id })
    .from(timeEntry)
    .innerJoin(
      other,
      and(
        eq(other.tenantId, timeEntry.tenantId),
        eq(other.memberId, timeEntry.memberId),
        ne(other.id, timeEntry.id),
        isNull(other.deletedAt),
        isNotNull(other.startedAt),
        or(isNull(timeEntry.endedAt), lt(other.startedAt, timeEntry.endedAt)),
        or(isNull(other.minutes), and(near, gt(other.endedAt, timeEntry.startedAt))),
      ),
    )
    .where(
      inArray(
        timeEntry.id,
        spans.map(({ id }) => id),
      ),
    )
    .limit(1);
  if (met) throw refused("CONFLICT", "time_entry.overlaps");
}

async function requireDayHolds(ctx: Placing, entries: readonly Placed[]): Promise<void> {
  const { timeZone } = ctx.tenant;
  const midnight = (day: SQL) => sql`((${day})::timestamp at time zone ${timeZone})`;
  const touched = entries.flatMap((entry) => daysOf(ctx, entry).map((day) => ({ member_id: entry.memberId, day })));
  const { rows } = await ctx.db.execute<{ full: boolean }>(sql`
    select coalesce(sum(
      case when e.started_at is null then e.minutes * 60
      else greatest(0, extract(epoch from least(e.ended_at, d.until) - greatest(e.started_at, d.since))) end
    ), 0) > least(${maxMinutesPerDay} * 60, extract(epoch from d.until - d.since)) as full
    from (
      select distinct member_id, day, ${midnight(sql`day`)} as since, ${midnight(sql`day + 1`)} as until
      from jsonb_to_recordset(${JSON.stringify(touched)}::jsonb) as touched(member_id uuid, day date)
    ) d
    left join ${timeEntry} e on e.member_id = d.member_id and e.deleted_at is null and e.minutes is not null
      and e.day between d.day - 2 and d.day
      and case when e.started_at is null then e.day = d.day else e.started_at < d.until and e.ended_at > d.since end
    group by d.member_id, d.day, d.since, d.until`);
  if (rows.some(({ full }) => full)) throw refused("CONFLICT", "time_entry.day_full");
}
