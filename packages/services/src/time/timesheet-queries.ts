import { notFound, type Page } from "@steward/contracts";
import { weekStart } from "@steward/contracts/kernel/day";
import {
  type CountTimesheetsInput,
  type ListTimesheetsInput,
  type TimesheetStatus,
  type TimesheetWeekInput,
  timesheetApproval,
} from "@steward/contracts/time/timesheet";
import { keysetPage } from "@steward/db";
import { member, timeEntry, timesheet } from "@steward/db/schema";
import { and, count, eq, gte, inArray, lte, ne, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type ApprovalHistoryItem, approvalHistory } from "../approvals/index.ts";
import { containsText, ownRows, type ServiceContext, today } from "../kernel/index.ts";
import { timeOfWeek, type WeekTime } from "./week-time.ts";

interface Named {
  id: string;
  name: string;
}

/** One person's week as lists show it. */
export interface TimesheetItem {
  id: string;
  member: Named;
  /** Its Monday. */
  weekOn: string;
  status: TimesheetStatus;
  minutes: number;
  billableMinutes: number;
  submittedAt: Date | null;
  decidedAt: Date | null;
  decidedBy: Named | null;
  note: string | null;
  version: number;
}

export interface TimesheetDetail extends TimesheetItem, WeekTime {
  history: ApprovalHistoryItem[];
  /** Whether it is somebody else's, and waits for a decision the caller may take. */
  mayDecide: boolean;
}

/** The caller's week; without a `sheet` as long as nothing was done in it. */
export interface MyWeek extends WeekTime {
  weekOn: string;
  sheet: TimesheetItem | null;
}

const decider = alias(member, "decider");

/** The time of the week that a query is about, summed where it is stored. */
const minutesOf = (which: SQL = sql`true`) => sql<number>`(
  select coalesce(sum(e.minutes), 0)::int from ${timeEntry} e
  where e.tenant_id = ${timesheet.tenantId} and e.member_id = ${timesheet.memberId} and e.deleted_at is null
    and e.day between ${timesheet.weekOn} and ${timesheet.weekOn} + 6 and ${which})`;

const { id, weekOn, status, submittedAt, decidedAt, note, version } = timesheet;
const columns = {
  id,
  weekOn,
  status,
  submittedAt,
  decidedAt,
  note,
  version,
  member: { id: member.id, name: member.name },
  decidedBy: { id: decider.id, name: decider.name },
  minutes: minutesOf(),
  billableMinutes: minutesOf(sql`e.is_billable`),
};

function selectSheets<Extra extends Record<string, SQL>>({ db }: ServiceContext, extra: Extra) {
  return db
    .select({ ...columns, ...extra })
    .from(timesheet)
    .innerJoin(member, isWhose)
    .leftJoin(decider, and(eq(decider.tenantId, timesheet.tenantId), eq(decider.id, timesheet.decidedById)));
}

const isWhose = and(eq(member.tenantId, timesheet.tenantId), eq(member.id, timesheet.memberId));

function whereSheets(ctx: ServiceContext, { search, filter }: CountTimesheetsInput): SQL | undefined {
  const waits = and(
    eq(timesheet.status, "submitted"),
    ne(timesheet.memberId, ctx.actor.memberId),
    ctx.actor.permissions.has("time.timesheet.decide") ? undefined : sql`false`,
  );
  return and(
    ownRows(ctx, "time.timesheet.read", timesheet.memberId),
    filter.memberId?.length ? inArray(timesheet.memberId, filter.memberId) : undefined,
    filter.status?.length ? inArray(timesheet.status, filter.status) : undefined,
    filter.weekOn?.from ? gte(timesheet.weekOn, weekStart(filter.weekOn.from)) : undefined,
    filter.weekOn?.to ? lte(timesheet.weekOn, filter.weekOn.to) : undefined,
    filter.toDecide ? waits : undefined,
    containsText(search, member.name),
  );
}

/** One page of the weeks that the caller may see. */
export function listTimesheets(ctx: ServiceContext, input: ListTimesheetsInput): Promise<Page<TimesheetItem>> {
  const { sort, limit, cursor } = input;
  return keysetPage({ sort, by: timesheet[sort.field], id: timesheet.id, limit, cursor }, (part) =>
    selectSheets(ctx, part.columns)
      .where(and(whereSheets(ctx, input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/** How many the same search and filter find. */
export async function countTimesheets(ctx: ServiceContext, input: CountTimesheetsInput): Promise<number> {
  const [row] = await ctx.db
    .select({ count: count() })
    .from(timesheet)
    .innerJoin(member, isWhose)
    .where(whereSheets(ctx, input));
  return row?.count ?? 0;
}

/** One week with its days and what was done about it. Throws NOT_FOUND. */
export async function getTimesheet(ctx: ServiceContext, sheetId: string): Promise<TimesheetDetail> {
  const [rows, history] = await Promise.all([
    selectSheets(ctx, {}).where(and(eq(timesheet.id, sheetId), whereSheets(ctx, { filter: {} }))),
    approvalHistory(ctx, timesheetApproval, sheetId),
  ]);
  const [sheet] = rows;
  if (!sheet) throw notFound("time.timesheet");
  const time = await timeOfWeek(ctx, sheet.member.id, sheet.weekOn);
  const isOthers = sheet.member.id !== ctx.actor.memberId;
  const mayDecide = isOthers && sheet.status === "submitted" && ctx.actor.permissions.has("time.timesheet.decide");
  return { ...sheet, ...time, history, mayDecide };
}

/** The caller's own week, or the one that it is. */
export async function getWeek(ctx: ServiceContext, input: TimesheetWeekInput): Promise<MyWeek> {
  const monday = input.weekOn ?? weekStart(today(ctx));
  const { memberId } = ctx.actor;
  const [[sheet = null], time] = await Promise.all([
    selectSheets(ctx, {}).where(and(eq(timesheet.memberId, memberId), eq(timesheet.weekOn, monday))),
    timeOfWeek(ctx, memberId, monday),
  ]);
  return { weekOn: monday, sheet, ...time };
}
