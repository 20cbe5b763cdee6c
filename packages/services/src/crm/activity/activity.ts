import { AppError, notFound, recordChanged } from "@steward/contracts";
import {
  activityCompleted,
  activityCreated,
  activityRemoved,
  activityReopened,
  activityRestored,
  activityUpdated,
  type CompleteActivityInput,
  type CreateActivityInput,
  type UpdateActivityInput,
} from "@steward/contracts/crm/activity";
import { activity, contact, deal, lead } from "@steward/db/schema";
import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { changesOf, emit, emitMany, type ServiceContext } from "../../kernel/index.ts";
import { requireReferences } from "../reference.ts";
import { ensureSalesperson } from "../salesperson/salesperson.ts";
import { type ActivityItem, getActivity } from "./queries.ts";

/**
 * Logs what happened or plans what is to be done. On a contact, deal or lead it also stands in the history of its
 * account; without `ownerId` it is the caller's. Throws INVALID `reference_unknown`.
 */
export async function createActivity(ctx: ServiceContext, input: CreateActivityInput): Promise<ActivityItem> {
  await requireReferences(ctx, input);
  const accountId = input.accountId === undefined ? await accountOf(ctx, input) : input.accountId;
  const ownerId = input.ownerId === undefined ? await ensureSalesperson(ctx) : input.ownerId;
  const [row] = await ctx.db
    .insert(activity)
    .values({ ...input, accountId, ownerId, authorId: ctx.actor.memberId })
    .returning({ id: activity.id });
  if (!row) throw new AppError("INTERNAL", "activity.not_written");
  await emit(ctx, activityCreated, row.id, { kind: input.kind, subject: input.subject });
  return getActivity(ctx, row.id);
}

async function accountOf(ctx: ServiceContext, input: CreateActivityInput): Promise<string | null> {
  const { dealId, contactId, leadId } = input;
  const found = await Promise.all([
    dealId ? ctx.db.select({ accountId: deal.accountId }).from(deal).where(eq(deal.id, dealId)) : [],
    contactId ? ctx.db.select({ accountId: contact.accountId }).from(contact).where(eq(contact.id, contactId)) : [],
    leadId ? ctx.db.select({ accountId: lead.accountId }).from(lead).where(eq(lead.id, leadId)) : [],
  ]);
  return found.flat().find((row) => row.accountId !== null)?.accountId ?? null;
}

/** Changes the given members. Throws NOT_FOUND, CONFLICT `record_changed`, INVALID `reference_unknown`. */
export async function updateActivity(ctx: ServiceContext, input: UpdateActivityInput): Promise<ActivityItem> {
  const { id, version, ...fields } = input;
  const before = await lockActivity(ctx, id);
  if (version !== undefined && version !== before.version) throw recordChanged("crm.activity");
  await requireReferences(ctx, fields);
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length > 0) {
    await ctx.db
      .update(activity)
      .set({ ...fields, version: before.version + 1 })
      .where(eq(activity.id, id));
    await emit(ctx, activityUpdated, id, { changes });
  }
  return getActivity(ctx, id);
}

/** Ticks a task off, or opens it again; doing so twice changes nothing. Throws NOT_FOUND. */
export async function completeActivity(ctx: ServiceContext, input: CompleteActivityInput): Promise<ActivityItem> {
  const before = await lockActivity(ctx, input.id);
  if ((before.doneAt !== null) !== input.done) {
    await ctx.db
      .update(activity)
      .set({ doneAt: input.done ? sql`now()` : null, version: before.version + 1 })
      .where(eq(activity.id, input.id));
    const event = input.done ? activityCompleted : activityReopened;
    await emit(ctx, event, input.id, { subject: before.subject });
  }
  return getActivity(ctx, input.id);
}

async function lockActivity(ctx: ServiceContext, id: string): Promise<typeof activity.$inferSelect> {
  const [row] = await ctx.db
    .select()
    .from(activity)
    .where(and(eq(activity.id, id), isNull(activity.deletedAt)))
    .for("update");
  if (!row) throw notFound("crm.activity");
  return row;
}

/** Removes activities; `restoreActivities` brings them back. NOT_FOUND when none of them is there. */
export async function removeActivities(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(activity)
    .set({ deletedAt: sql`now()`, version: sql`${activity.version} + 1` })
    .where(and(inArray(activity.id, [...ids]), isNull(activity.deletedAt)))
    .returning({ id: activity.id, subject: activity.subject });
  if (rows.length === 0) throw notFound("crm.activity");
  await emitMany(
    ctx,
    activityRemoved,
    rows.map(({ id, subject }) => ({ entityId: id, payload: { subject } })),
  );
  return { ids: rows.map((row) => row.id) };
}

/** Undoes a removal. NOT_FOUND when none of them was removed. */
export async function restoreActivities(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(activity)
    .set({ deletedAt: null, version: sql`${activity.version} + 1` })
    .where(and(inArray(activity.id, [...ids]), isNotNull(activity.deletedAt)))
    .returning({ id: activity.id, subject: activity.subject });
  if (rows.length === 0) throw notFound("crm.activity");
  await emitMany(
    ctx,
    activityRestored,
    rows.map(({ id, subject }) => ({ entityId: id, payload: { subject } })),
  );
  return { ids: rows.map((row) => row.id) };
}
