import { currencyExponent, notFound, type Page } from "@steward/contracts";
import { csvByteOrderMark, csvLine } from "@steward/contracts/kernel/csv";
import type {
  CountTimeEntriesInput,
  ExportTimeEntriesInput,
  ListTimeEntriesInput,
} from "@steward/contracts/time/entry";
import { keysetPage } from "@steward/db";
import { member, project, task, timeEntry, timesheet } from "@steward/db/schema";
import { and, count, eq, gte, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import { anyIdOf, containsText, ownRows, type ServiceContext } from "../kernel/index.ts";
import { ledProject, visibleProject } from "../projects-access/index.ts";

interface Named {
  id: string;
  name: string;
}

/** Time somebody worked, as screens see it. */
export interface TimeEntryItem {
  id: string;
  member: Named;
  /** What it was spent on; null also where that is nothing the reader may see (`isHidden`). */
  project: (Named & { key: string }) | null;
  task: { id: string; title: string; key: string } | null;
  isHidden: boolean;
  day: string;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Null while the timer runs. */
  minutes: number | null;
  isBillable: boolean;
  /** Null for those who do not lead the project, too: what work is sold for concerns those who run it. */
  hourlyRateMinor: number | null;
  currency: string;
  note: string | null;
  /** Whether its week has not been submitted. */
  isOpen: boolean;
  createdAt: Date;
  version: number;
}

/** What the reader may not see of a private project, others' notes included. */
export const hidden = sql<boolean>`(${timeEntry.projectId} is not null and ${project.id} is null)`;

/** Joins the project of an entry where the caller may see it, and its task where they may see that project. */
export const ofProject = (ctx: ServiceContext) =>
  and(eq(project.tenantId, timeEntry.tenantId), eq(project.id, timeEntry.projectId), visibleProject(ctx));
export const ofTask = and(
  eq(task.tenantId, project.tenantId),
  eq(task.id, timeEntry.taskId),
  eq(task.projectId, project.id),
);
export const taskKey = sql<string>`${project.key} || '-' || ${task.number}`;

function entryColumns(ctx: ServiceContext) {
  const { id, day, startedAt, endedAt, minutes, isBillable, currency, createdAt, version } = timeEntry;
  return {
    id,
    day,
    startedAt,
    endedAt,
    minutes,
    isBillable,
    currency,
    createdAt,
    version,
    member: { id: member.id, name: member.name },
    project: { id: project.id, name: project.name, key: project.key },
    task: { id: task.id, title: task.title, key: taskKey },
    isHidden: hidden,
    hourlyRateMinor: sql<
      number | null
    >`case when ${project.id} is not null and ${ledProject(ctx)} then ${timeEntry.hourlyRateMinor} end`.mapWith(Number),
    note: sql<
      string | null
    >`case when ${hidden} and ${member.id} <> ${ctx.actor.memberId} then null else ${timeEntry.note} end`,
    isOpen: sql<boolean>`coalesce(${timesheet.status} in ('draft', 'rejected'), true)`,
  };
}

/** Entries beside whoever worked, their week, and what of the purpose the caller may see. */
function selectEntries<Extra extends Record<string, SQL>>(ctx: ServiceContext, extra: Extra) {
  return ctx.db
    .select({ ...entryColumns(ctx), ...extra })
    .from(timeEntry)
    .innerJoin(member, and(eq(member.tenantId, timeEntry.tenantId), eq(member.id, timeEntry.memberId)))
    .leftJoin(project, ofProject(ctx))
    .leftJoin(task, ofTask)
    .leftJoin(
      timesheet,
      and(
        eq(timesheet.tenantId, timeEntry.tenantId),
        eq(timesheet.memberId, timeEntry.memberId),
        eq(timesheet.weekOn, sql`date_trunc('week', ${timeEntry.day}::timestamp)::date`),
      ),
    );
}

function whereEntries(ctx: ServiceContext, { search, filter }: CountTimeEntriesInput): SQL | undefined {
  return and(
    isNull(timeEntry.deletedAt),
    ownRows(ctx, "time.entry.read", timeEntry.memberId),
    filter.memberId?.length ? inArray(timeEntry.memberId, filter.memberId) : undefined,
    anyIdOf(timeEntry.projectId, filter.projectId),
    // By what one may not see nothing is found, or a guess would be answered.
    filter.projectId?.length || filter.taskId || search ? isNotHidden(ctx) : undefined,
    filter.taskId ? eq(timeEntry.taskId, filter.taskId) : undefined,
    filter.day?.from ? gte(timeEntry.day, filter.day.from) : undefined,
    filter.day?.to ? lte(timeEntry.day, filter.day.to) : undefined,
    filter.isBillable === undefined ? undefined : eq(timeEntry.isBillable, filter.isBillable),
    containsText(search, timeEntry.note),
  );
}

function isNotHidden(ctx: ServiceContext): SQL {
  const seen = ctx.db.select({ id: project.id }).from(project).where(visibleProject(ctx));
  return sql`(${timeEntry.memberId} = ${ctx.actor.memberId} or ${timeEntry.projectId} is null or ${timeEntry.projectId} in ${seen})`;
}

/** One page of the time that the caller may see. */
export function listTimeEntries(ctx: ServiceContext, input: ListTimeEntriesInput): Promise<Page<TimeEntryItem>> {
  const { sort, limit, cursor } = input;
  return keysetPage({ sort, by: timeEntry[sort.field], id: timeEntry.id, limit, cursor }, (part) =>
    selectEntries(ctx, part.columns)
      .where(and(whereEntries(ctx, input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/** How many the same search and filter find, and how long they took together. */
export async function countTimeEntries(
  ctx: ServiceContext,
  input: CountTimeEntriesInput,
): Promise<{ count: number; minutes: number; billableMinutes: number }> {
  const [row] = await ctx.db
    .select({
      count: count(),
      minutes: sql<number>`coalesce(sum(${timeEntry.minutes}), 0)::int`,
      billableMinutes: sql<number>`coalesce(sum(${timeEntry.minutes}) filter (where ${timeEntry.isBillable}), 0)::int`,
    })
    .from(timeEntry)
    .where(whereEntries(ctx, input));
  return row ?? { count: 0, minutes: 0, billableMinutes: 0 };
}

/** One entry that the caller may see. Throws NOT_FOUND. */
export async function getTimeEntry(ctx: ServiceContext, id: string): Promise<TimeEntryItem> {
  const [row] = await selectEntries(ctx, {}).where(and(eq(timeEntry.id, id), whereEntries(ctx, { filter: {} })));
  if (!row) throw notFound("time.entry");
  return row;
}

/** The timer that the caller has running. */
export async function findTimer(ctx: ServiceContext): Promise<TimeEntryItem | null> {
  const running = and(
    eq(timeEntry.memberId, ctx.actor.memberId),
    isNull(timeEntry.minutes),
    isNull(timeEntry.deletedAt),
  );
  const [row] = await selectEntries(ctx, {}).where(running);
  return row ?? null;
}

/** The most that a week shows one by one. */
export const shownEntries = 500;

/** The first of a person's entries of some days, in the order of the days: what a week holds but for one that a script filled. */
export function findEntries(
  ctx: ServiceContext,
  { memberId, from, to }: { memberId: string; from: string; to: string },
): Promise<TimeEntryItem[]> {
  return selectEntries(ctx, {})
    .where(
      and(
        eq(timeEntry.memberId, memberId),
        isNull(timeEntry.deletedAt),
        gte(timeEntry.day, from),
        lte(timeEntry.day, to),
      ),
    )
    .orderBy(timeEntry.day, sql`${timeEntry.startedAt} nulls last`, timeEntry.id)
    .limit(shownEntries);
}

/** A stretch of a file; the first one carries the header. Ask on with `nextCursor` until it is null. */
export interface TimeExportChunk {
  text: string;
  rowCount: number;
  nextCursor: string | null;
}

const header = [
  "Day",
  "Person",
  "Project",
  "Task",
  "From",
  "To",
  "Minutes",
  "Billable",
  "Hourly rate",
  "Currency",
  "Note",
];

/** The time a search and filter find, as CSV that spreadsheets open safely. Rates are in major units. */
export async function exportTimeEntries(ctx: ServiceContext, input: ExportTimeEntriesInput): Promise<TimeExportChunk> {
  const { items, nextCursor } = await listTimeEntries(ctx, input);
  const lines = items.map((item) =>
    csvLine([
      item.day,
      item.member.name,
      item.project?.name ?? null,
      item.task ? `${item.task.key} ${item.task.title}` : null,
      item.startedAt,
      item.endedAt,
      item.minutes,
      item.isBillable ? "yes" : "no",
      item.hourlyRateMinor === null ? null : item.hourlyRateMinor / 10 ** currencyExponent(item.currency),
      item.currency,
      item.note,
    ]),
  );
  const start = input.cursor ? "" : csvByteOrderMark + csvLine(header);
  return { text: start + lines.join(""), rowCount: items.length, nextCursor };
}
