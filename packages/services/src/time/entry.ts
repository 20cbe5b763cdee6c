import { AppError, notFound, recordChanged } from "@steward/contracts";
import type { Changes } from "@steward/contracts/kernel/record";
import {
  type CreateTimeEntryInput,
  timeEntryCreated,
  timeEntryRemoved,
  timeEntryRestored,
  timeEntryUpdated,
  type UpdateTimeEntryInput,
} from "@steward/contracts/time/entry";
import { timeEntry } from "@steward/db/schema";
import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import {
  awayFrom,
  type BinState,
  changesOf,
  emit,
  emitMany,
  isIn,
  ownRows,
  type ServiceContext,
} from "../kernel/index.ts";
import { getTimeEntry, type TimeEntryItem } from "./entry-queries.ts";
import { findPurpose } from "./purpose.ts";
import { daysOf, type Extent, refused, requirePast, requireRoom, spanOf } from "./room.ts";
import { openWeeks, type Touched } from "./week.ts";

type EntryRow = typeof timeEntry.$inferSelect;

/**
 * Logs time of the caller's. Time on a project is billable unless it says otherwise.
 * Throws NOT_FOUND for what it was spent on; INVALID `time_entry.in_future` | `time_entry.ends_before` |
 * `time_entry.too_long` | `time_entry.task_elsewhere`; CONFLICT `time_entry.overlaps` | `time_entry.day_full`; PRECONDITION
 * `timesheet.closed` | `project.archived`.
 */
export async function createTimeEntry(ctx: ServiceContext, input: CreateTimeEntryInput): Promise<TimeEntryItem> {
  const { memberId } = ctx.actor;
  const extent = extentOf(ctx, input);
  requirePast(ctx, extent, new Date());
  const purpose = await findPurpose(ctx, memberId, input);
  await openWeeks(ctx, [touchedBy(ctx, memberId, extent)]);
  const isBillable = input.isBillable ?? purpose.projectId !== null;
  const [row] = await ctx.db
    .insert(timeEntry)
    .values({ ...extent, ...purpose, memberId, isBillable, note: input.note ?? null })
    .returning({ id: timeEntry.id });
  if (!row) throw new AppError("INTERNAL", "time_entry.not_written");
  await requireRoom(ctx, [{ ...extent, id: row.id, memberId }]);
  await emit(ctx, timeEntryCreated, row.id, factsOf({ ...extent, ...purpose }), audienceOf(ctx, memberId));
  return getTimeEntry(ctx, row.id);
}

/** Both ends or a length: the schema has seen to that. */
function extentOf(ctx: ServiceContext, { day, minutes, startedAt, endedAt }: CreateTimeEntryInput): Extent {
  if (startedAt && endedAt) return spanOf(ctx, startedAt, endedAt);
  if (day === undefined || minutes === undefined) throw new TypeError("An entry without an extent.");
  return { day, minutes, startedAt: null, endedAt: null };
}

export function touchedBy(ctx: Pick<ServiceContext, "tenant">, memberId: string, extent: Extent): Touched {
  const [day = extent.day, ...reaches] = daysOf(ctx, extent);
  return { memberId, days: [day], reaches };
}

/** Whose time it is, and whoever changes it: nobody else's screen shows it but on demand. */
export const audienceOf = ({ actor }: ServiceContext, ...memberIds: readonly string[]) => ({
  audience: [...new Set([actor.memberId, ...memberIds])],
});

export const factsOf = ({ day, minutes, projectId }: Pick<EntryRow, "day" | "minutes" | "projectId">) => ({
  day,
  minutes,
  projectId,
});

/**
 * Corrects an entry: one's own, or with `time.entry.manage` anybody's. What it was spent on brings the rate of now with it;
 * a running timer can be told what it is for and when it began.
 *
 * Throws as `createTimeEntry`; CONFLICT `record_changed`; PRECONDITION `time_entry.running` | `time_entry.kind_fixed`.
 */
export async function updateTimeEntry(ctx: ServiceContext, input: UpdateTimeEntryInput): Promise<TimeEntryItem> {
  const { id, version } = input;
  const known = await findEntry(ctx, id);
  const { memberId } = known;
  const moved = [input.day, input.minutes, input.startedAt, input.endedAt].some((given) => given !== undefined);
  const extent = moved ? changedExtent(ctx, known, input) : placeOf(known);
  if (moved) requirePast(ctx, extent, new Date());
  await openWeeks(ctx, [touchedBy(ctx, memberId, known), touchedBy(ctx, memberId, extent)]);
  // Between the first look and the lock somebody may have changed it.
  const before = await findEntry(ctx, id);
  if (before.version !== (version ?? known.version)) throw recordChanged("time.entry");
  const wanted = purposeOf(before, input);
  // Forms say it again with whatever else they correct: what stays where it was also keeps its rate.
  const moves = wanted.projectId !== before.projectId || wanted.taskId !== before.taskId;
  const purpose = moves ? await findPurpose(ctx, memberId, wanted) : {};
  const fields = { ...extent, ...purpose, isBillable: input.isBillable, note: input.note };
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length > 0) {
    await ctx.db
      .update(timeEntry)
      .set({ ...fields, version: before.version + 1 })
      .where(eq(timeEntry.id, id));
    if (moved) await requireRoom(ctx, [{ ...extent, id, memberId }]);
    await emit(ctx, timeEntryUpdated, id, { changes: spoken(changes) }, audienceOf(ctx, memberId));
  }
  return getTimeEntry(ctx, id);
}

/** What the record keeps of a change: of a note, which may tell of a private project, only that there is another one. */
function spoken({ note, ...changes }: Changes): Changes {
  if (!note) return changes;
  return { ...changes, note: { from: note.from ? "written" : null, to: note.to ? "rewritten" : null } };
}

const placeOf = ({ day, startedAt, endedAt, minutes }: EntryRow): Extent => ({ day, startedAt, endedAt, minutes });

/** Another project leaves the task behind, unless one of its tasks is named. */
function purposeOf(before: EntryRow, { projectId, taskId }: UpdateTimeEntryInput) {
  if (taskId === undefined) {
    const stays = projectId === undefined || projectId === before.projectId;
    return stays ? before : { projectId, taskId: null };
  }
  const isOfBefore = taskId === null || taskId === before.taskId;
  return { projectId: projectId === undefined && isOfBefore ? before.projectId : projectId, taskId };
}

function changedExtent(ctx: ServiceContext, before: EntryRow, input: UpdateTimeEntryInput): Extent {
  const { day, minutes, startedAt, endedAt } = input;
  if (before.startedAt === null) {
    if (startedAt || endedAt) throw refused("PRECONDITION", "time_entry.kind_fixed");
    return { day: day ?? before.day, minutes: minutes ?? before.minutes, startedAt: null, endedAt: null };
  }
  if (day !== undefined || minutes !== undefined) throw refused("PRECONDITION", "time_entry.kind_fixed");
  if (before.endedAt) return spanOf(ctx, startedAt ?? before.startedAt, endedAt ?? before.endedAt);
  if (endedAt) throw refused("PRECONDITION", "time_entry.running");
  const from = startedAt ?? before.startedAt;
  return { ...spanOf(ctx, from, from), endedAt: null, minutes: null };
}

async function findEntry(ctx: ServiceContext, id: string): Promise<EntryRow> {
  const [row] = await ctx.db
    .select()
    .from(timeEntry)
    .where(reachable(ctx, [id], "there"));
  if (!row) throw notFound("time.entry");
  return row;
}

const reachable = (ctx: ServiceContext, ids: readonly string[], state: BinState) =>
  and(
    inArray(timeEntry.id, [...ids]),
    isIn(timeEntry.deletedAt, state),
    ownRows(ctx, "time.entry.write", timeEntry.memberId),
  );

/** What is settled of the caller's reach: entries with an end, removed or not, whose weeks are held and open. */
async function holdEntries(ctx: ServiceContext, ids: readonly string[], state: BinState): Promise<EntryRow[]> {
  const where = and(reachable(ctx, ids, state), isNotNull(timeEntry.minutes));
  const known = await ctx.db.select().from(timeEntry).where(where);
  if (known.length === 0) throw notFound("time.entry");
  await openWeeks(
    ctx,
    known.map((row) => touchedBy(ctx, row.memberId, row)),
  );
  const held = await ctx.db.select().from(timeEntry).where(where).orderBy(asc(timeEntry.id));
  // One that was moved to another week meanwhile is not held.
  const days = new Map(known.map(({ id, day }) => [id, day]));
  return held.filter(({ id, day }) => days.get(id) === day);
}

/** Removes entries; `restoreTimeEntries` brings them back. Throws NOT_FOUND; PRECONDITION `timesheet.closed`. */
export async function removeTimeEntries(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await holdEntries(ctx, ids, "there");
  await moveOutOf(ctx, rows, "there");
  await emitMany(ctx, timeEntryRemoved, rows.map(factOf(ctx)));
  return { ids: rows.map(({ id }) => id) };
}

/**
 * Undoes a removal. Throws NOT_FOUND; PRECONDITION `timesheet.closed`; CONFLICT `time_entry.overlaps` |
 * `time_entry.day_full` where its place was taken since.
 */
export async function restoreTimeEntries(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await holdEntries(ctx, ids, "removed");
  await moveOutOf(ctx, rows, "removed");
  await requireRoom(ctx, rows);
  await emitMany(ctx, timeEntryRestored, rows.map(factOf(ctx)));
  return { ids: rows.map(({ id }) => id) };
}

const factOf = (ctx: ServiceContext) => (row: EntryRow) => ({
  entityId: row.id,
  payload: factsOf(row),
  ...audienceOf(ctx, row.memberId),
});

async function moveOutOf({ db }: ServiceContext, rows: readonly EntryRow[], state: BinState): Promise<void> {
  const ids = rows.map(({ id }) => id);
  await db
    .update(timeEntry)
    .set({ ...awayFrom(state), version: sql`${timeEntry.version} + 1` })
    .where(inArray(timeEntry.id, ids));
}
