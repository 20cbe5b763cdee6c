import { requireOwnHands } from "@steward/auth";
import { AppError, notFound } from "@steward/contracts";
import {
  type DecideTimesheetInput,
  isOpenWeek,
  type ReopenTimesheetInput,
  type SubmitTimesheetInput,
  type TimesheetReason,
  type TimesheetStatus,
  timesheetApproval,
  timesheetApproved,
  timesheetLocked,
  timesheetRejected,
  timesheetReopened,
  timesheetSubmitted,
  timesheetWithdrawn,
} from "@steward/contracts/time/timesheet";
import { timeEntry, timesheet } from "@steward/db/schema";
import { and, asc, between, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import {
  type ApprovalOutcome,
  cancelRequest,
  decideRequest,
  handleApproval,
  reopenApproval,
  requestApproval,
  standingRequest,
} from "../approvals/index.ts";
import { emit, emitMany, ownRows, type ServiceContext } from "../kernel/index.ts";
import { getTimesheet, type TimesheetDetail } from "./timesheet-queries.ts";
import { closed, holdWeeks, type TimesheetRow, weekEnd } from "./week.ts";

/** How long those who decide have before they are reminded. */
const daysToDecide = 7;

const refused = (code: "FORBIDDEN" | "PRECONDITION", reason: TimesheetReason) => new AppError(code, reason);

/**
 * Asks for approval of the caller's week; its time stays as it is from then on. Whoever adds to the week at the same moment
 * comes before or after as a whole, and is refused after.
 *
 * Throws PRECONDITION `timesheet.closed` | `timesheet.timer_running` | `timesheet.empty` | `approval.nobody_to_decide` where
 * nobody but the caller may decide timesheets.
 */
export async function submitTimesheet(ctx: ServiceContext, { weekOn }: SubmitTimesheetInput): Promise<TimesheetDetail> {
  const { memberId } = ctx.actor;
  const [sheet] = await holdWeeks(ctx, [{ memberId, days: [weekOn] }]);
  if (!sheet || !isOpenWeek(sheet.status)) throw closed();
  const [time] = await ctx.db
    .select({
      entries: sql<number>`count(*)::int`,
      running: sql<number>`(count(*) filter (where ${timeEntry.minutes} is null))::int`,
    })
    .from(timeEntry)
    .where(
      and(
        eq(timeEntry.memberId, memberId),
        between(timeEntry.day, weekOn, weekEnd(weekOn)),
        isNull(timeEntry.deletedAt),
      ),
    );
  if (time?.running) throw refused("PRECONDITION", "timesheet.timer_running");
  if (!time?.entries) throw refused("PRECONDITION", "timesheet.empty");
  await requestApproval(ctx, {
    subject: timesheetApproval,
    entityId: sheet.id,
    title: `${ctx.actor.name}, week of ${dayName(ctx, weekOn)}`,
    steps: [{ name: "Timesheet", deciders: { permission: "time.timesheet.decide" }, quorum: "any" }],
    dueAt: new Date(Date.now() + daysToDecide * 86_400_000),
  });
  await setStatus(ctx, sheet, "submitted", { submittedAt: new Date(), decidedAt: null, decidedById: null, note: null });
  await emit(ctx, timesheetSubmitted, sheet.id, factsOf(sheet), { audience: [memberId] });
  return getTimesheet(ctx, sheet.id);
}

const dayName = ({ tenant }: ServiceContext, day: string) =>
  new Intl.DateTimeFormat(tenant.locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

const factsOf = ({ weekOn, memberId }: TimesheetRow) => ({ weekOn, memberId });

/** What a decision does to a week, whichever way it was taken. */
export const timesheetHandler = handleApproval(timesheetApproval, async (ctx, entityId, { outcome, note }) => {
  const [sheet] = await ctx.db.select().from(timesheet).where(eq(timesheet.id, entityId)).for("update");
  if (!sheet) throw notFound("time.timesheet");
  const { status, event } = outcomes[outcome];
  const by = ctx.actor?.memberId ?? null;
  const decided = outcome === "cancelled" ? {} : { decidedAt: new Date(), decidedById: by, note };
  await setStatus(ctx, sheet, status, decided);
  await emit(ctx, event, sheet.id, factsOf(sheet), { audience: [sheet.memberId, ...(by === null ? [] : [by])] });
});

const outcomes = {
  approved: { status: "approved", event: timesheetApproved },
  rejected: { status: "rejected", event: timesheetRejected },
  cancelled: { status: "draft", event: timesheetWithdrawn },
} as const satisfies Record<ApprovalOutcome["outcome"], object>;

const handlers = [timesheetHandler];

async function setStatus(
  { db }: Pick<ServiceContext, "db">,
  { id, version }: TimesheetRow,
  status: TimesheetStatus,
  fields: Partial<Pick<TimesheetRow, "submittedAt" | "decidedAt" | "decidedById" | "note">>,
): Promise<void> {
  await db
    .update(timesheet)
    .set({ ...fields, status, version: version + 1 })
    .where(eq(timesheet.id, id));
}

/** Takes one's own week back while nobody has decided it. Throws NOT_FOUND; PRECONDITION `approval.closed`. */
export async function withdrawTimesheet(ctx: ServiceContext, id: string): Promise<TimesheetDetail> {
  const sheet = await findSheet(ctx, id);
  if (sheet.memberId !== ctx.actor.memberId) throw notFound("time.timesheet");
  await cancelRequest(ctx, handlers, { id: await standingRequest(ctx, timesheetApproval, id) });
  return getTimesheet(ctx, id);
}

/**
 * Approves or rejects somebody else's week.
 * Throws NOT_FOUND; FORBIDDEN `timesheet.own`, for owners too; and as `decideRequest`.
 */
export async function decideTimesheet(ctx: ServiceContext, input: DecideTimesheetInput): Promise<TimesheetDetail> {
  const { id, decision, note } = input;
  await findOthersSheet(ctx, id);
  const requestId = await standingRequest(ctx, timesheetApproval, id);
  await decideRequest(ctx, handlers, { id: requestId, decision, note });
  return getTimesheet(ctx, id);
}

/**
 * Opens somebody else's week again, though it was approved, paid or invoiced: the history says who did, and why.
 * Throws NOT_FOUND; FORBIDDEN `timesheet.own`; PRECONDITION `approval.not_approved`.
 */
export async function reopenTimesheet(
  ctx: ServiceContext,
  { id, note }: ReopenTimesheetInput,
): Promise<TimesheetDetail> {
  await findOthersSheet(ctx, id);
  // The request before the week, as every decision takes them.
  await reopenApproval(ctx, { subject: timesheetApproval, entityId: id, note });
  const [sheet] = await ctx.db.select().from(timesheet).where(eq(timesheet.id, id)).for("update");
  if (!sheet) throw notFound("time.timesheet");
  await setStatus(ctx, sheet, "draft", { submittedAt: null, decidedAt: null, decidedById: null, note });
  await emit(
    ctx,
    timesheetReopened,
    id,
    { ...factsOf(sheet), note },
    { audience: [sheet.memberId, ctx.actor.memberId] },
  );
  return getTimesheet(ctx, id);
}

/**
 * Notes that approved weeks of others have been paid or invoiced. Those that are not approved are left as they are.
 * Throws NOT_FOUND where there is none of others; PRECONDITION `timesheet.not_approved` where none is approved; FORBIDDEN
 * `auth.impersonating`.
 */
export async function lockTimesheets(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  requireOwnHands(ctx.actor);
  const sheets = await ctx.db
    .select()
    .from(timesheet)
    .where(and(inArray(timesheet.id, [...ids]), ne(timesheet.memberId, ctx.actor.memberId)))
    .orderBy(asc(timesheet.memberId), asc(timesheet.weekOn))
    .for("update");
  if (sheets.length === 0) throw notFound("time.timesheet");
  const approved = sheets.filter(({ status }) => status === "approved");
  if (approved.length === 0) throw refused("PRECONDITION", "timesheet.not_approved");
  await ctx.db
    .update(timesheet)
    .set({ status: "locked", version: sql`${timesheet.version} + 1` })
    .where(inArray(timesheet.id, idsOf(approved)));
  const facts = approved.map((sheet) => ({
    entityId: sheet.id,
    payload: factsOf(sheet),
    audience: [sheet.memberId, ctx.actor.memberId],
  }));
  await emitMany(ctx, timesheetLocked, facts);
  return { ids: idsOf(approved) };
}

const idsOf = (sheets: readonly TimesheetRow[]) => sheets.map(({ id }) => id);

async function findSheet(ctx: ServiceContext, id: string): Promise<TimesheetRow> {
  const [sheet] = await ctx.db
    .select()
    .from(timesheet)
    .where(and(eq(timesheet.id, id), ownRows(ctx, "time.timesheet.read", timesheet.memberId)));
  if (!sheet) throw notFound("time.timesheet");
  return sheet;
}

async function findOthersSheet(ctx: ServiceContext, id: string): Promise<void> {
  const { memberId } = await findSheet(ctx, id);
  if (memberId === ctx.actor.memberId) throw refused("FORBIDDEN", "timesheet.own");
}
