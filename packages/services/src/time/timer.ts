import { AppError } from "@steward/contracts";
import {
  type StartTimerInput,
  type StopTimerInput,
  timerDiscarded,
  timerStarted,
  timerStopped,
} from "@steward/contracts/time/entry";
import { isUniqueViolation } from "@steward/db";
import { timeEntry } from "@steward/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import { type EmitContext, type EventContext, emit, type ServiceContext, today } from "../kernel/index.ts";
import { audienceOf, factsOf, touchedBy } from "./entry.ts";
import { getTimeEntry, type TimeEntryItem } from "./entry-queries.ts";
import { findPurpose } from "./purpose.ts";
import { refused, requirePast, requireRoom, spanOf } from "./room.ts";
import { openWeeks } from "./week.ts";

type EntryRow = typeof timeEntry.$inferSelect;
type Running = EntryRow & { readonly startedAt: Date };
/** Whoever stops one: its owner, or what happens when they have left. */
type Stopping = EmitContext & Pick<ServiceContext, "tenant">;

/**
 * Starts the caller's timer: an entry without an end. Everybody has one; with `switch` the one that runs is stopped for it.
 * Throws CONFLICT `timer.already_running`, and as `createTimeEntry`.
 */
export async function startTimer(ctx: ServiceContext, input: StartTimerInput): Promise<TimeEntryItem> {
  const { memberId } = ctx.actor;
  const purpose = await findPurpose(ctx, memberId, input);
  const known = await findRunning(ctx, memberId);
  // All at once, and so in one order.
  await openWeeks(ctx, [{ memberId, days: [today(ctx), ...(known ? [known.day] : [])] }]);
  const running = await findRunning(ctx, memberId);
  if (running && !input.switch) throw refused("CONFLICT", "timer.already_running");
  if (running) await stop(ctx, running, new Date());
  // By the clock after the wait for the lock: what came before it has ended.
  const startedAt = new Date();
  const extent = { ...spanOf(ctx, startedAt, startedAt), endedAt: null, minutes: null };
  const isBillable = input.isBillable ?? purpose.projectId !== null;
  const [row] = await ctx.db
    .insert(timeEntry)
    .values({ ...extent, ...purpose, memberId, isBillable, note: input.note ?? null })
    .returning({ id: timeEntry.id })
    .catch((error: unknown) => {
      // Another one was started at the same moment, a week before by the clock.
      throw isUniqueViolation(error, "time_entry_timer") ? refused("CONFLICT", "timer.already_running") : error;
    });
  if (!row) throw new AppError("INTERNAL", "time_entry.not_written");
  await requireRoom(ctx, [{ ...extent, id: row.id, memberId }]);
  await emit(ctx, timerStarted, row.id, { projectId: purpose.projectId }, audienceOf(ctx));
  return getTimeEntry(ctx, row.id);
}

/**
 * Stops the caller's timer, now or when they say they stopped. The entry stays with the day it began on.
 * Throws PRECONDITION `timer.not_running` | `timesheet.closed`; INVALID `time_entry.too_long` | `time_entry.in_future` |
 * `time_entry.ends_before`; CONFLICT `time_entry.overlaps` | `time_entry.day_full`.
 */
export async function stopTimer(ctx: ServiceContext, { endedAt }: StopTimerInput): Promise<TimeEntryItem> {
  const running = await findRunning(ctx, ctx.actor.memberId);
  if (!running) throw refused("PRECONDITION", "timer.not_running");
  await stop(ctx, running, endedAt ?? new Date());
  return getTimeEntry(ctx, running.id);
}

async function stop(ctx: Stopping, known: Running, endedAt: Date): Promise<void> {
  const { id, memberId } = known;
  // A timer that is stopped in the moment it began lasts no time, rather than being refused.
  const end = endedAt.getTime() === known.startedAt.getTime() ? new Date(endedAt.getTime() + 1) : endedAt;
  const extent = spanOf(ctx, known.startedAt, end);
  requirePast(ctx, extent, new Date(Date.now() + 1));
  await openWeeks(ctx, [touchedBy(ctx, memberId, extent)]);
  const { rowCount } = await ctx.db
    .update(timeEntry)
    .set({ ...extent, version: sql`${timeEntry.version} + 1` })
    .where(and(eq(timeEntry.id, id), eq(timeEntry.version, known.version), isRunning));
  // Stopped, discarded or set to another beginning at the same moment, in another window.
  if (rowCount === 0) throw refused("PRECONDITION", "timer.not_running");
  await requireRoom(ctx, [{ ...extent, id, memberId }]);
  await emit(ctx, timerStopped, id, factsOf({ ...known, ...extent }), { audience: [memberId] });
}

/**
 * Stops the timer of somebody who has left the organisation, at the moment they left: nobody else can, and it would run for
 * ever. One that took no time that can have been worked by then, a day and more for one, is forgotten.
 */
export async function endTimerOf(ctx: EventContext, memberId: string, leftAt: Date): Promise<void> {
  const running = await findRunning(ctx, memberId);
  // Whoever is back already may have begun another one.
  if (!running || running.createdAt > leftAt) return;
  try {
    await stop(ctx, running, leftAt);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const forgotten = { deletedAt: sql`now()`, endedAt: null, minutes: null };
    await ctx.db.update(timeEntry).set(forgotten).where(eq(timeEntry.id, running.id));
    await emit(ctx, timerDiscarded, running.id, { projectId: running.projectId }, { audience: [memberId] });
  }
}

/** Forgets the timer that runs, and the time it took. Throws PRECONDITION `timer.not_running`. */
export async function discardTimer(ctx: ServiceContext): Promise<{ id: string }> {
  const [row] = await ctx.db
    .update(timeEntry)
    .set({ deletedAt: sql`now()`, version: sql`${timeEntry.version} + 1` })
    .where(and(eq(timeEntry.memberId, ctx.actor.memberId), isRunning))
    .returning({ id: timeEntry.id, projectId: timeEntry.projectId });
  if (!row) throw refused("PRECONDITION", "timer.not_running");
  await emit(ctx, timerDiscarded, row.id, { projectId: row.projectId }, audienceOf(ctx));
  return { id: row.id };
}

const isRunning = and(isNull(timeEntry.minutes), isNull(timeEntry.deletedAt));

async function findRunning({ db }: Pick<ServiceContext, "db">, memberId: string): Promise<Running | null> {
  const [row] = await db
    .select()
    .from(timeEntry)
    .where(and(eq(timeEntry.memberId, memberId), isRunning));
  return row?.startedAt ? { ...row, startedAt: row.startedAt } : null;
}
