import type { JobDefinition } from "@steward/contracts";
import { sendNotificationMailJob, sendPushJob } from "@steward/contracts/notifications/preference";
import { notification, notificationSetting } from "@steward/db/schema";
import { and, asc, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { type EventContext, enqueue } from "../kernel/index.ts";
import { dueAt, type OutsideChannel, wishesOf } from "./wishes.ts";

const planned = {
  email: { column: notificationSetting.emailDueAt, key: "emailDueAt", job: sendNotificationMailJob },
  push: { column: notificationSetting.pushDueAt, key: "pushDueAt", job: sendPushJob },
} as const satisfies Record<OutsideChannel, { column: unknown; key: string; job: JobDefinition }>;

/** A plan whose job has not come by then got lost, or is about to find that another one was made. */
const overdueHours = 1;

/**
 * Sees to it that what was told by an event goes out by the ways its recipients chose, when they want it: one job for each
 * person and way, however much there is to tell until it runs.
 */
export async function planDelivery(ctx: EventContext, payload: { readonly ids: readonly string[] }): Promise<void> {
  const rows = await ctx.db
    .select({
      memberId: notification.memberId,
      email: sql<boolean>`bool_or(${notification.emailPending})`,
      push: sql<boolean>`bool_or(${notification.pushPending})`,
    })
    .from(notification)
    .where(and(inArray(notification.id, [...payload.ids]), isNull(notification.readAt)))
    .groupBy(notification.memberId)
    .orderBy(asc(notification.memberId));
  if (rows.length === 0) return;
  const settings = await ctx.db
    .select()
    .from(notificationSetting)
    .where(
      inArray(
        notificationSetting.memberId,
        rows.map(({ memberId }) => memberId),
      ),
    );
  const chosen = new Map(settings.map((row) => [row.memberId, row]));
  const now = new Date();
  for (const channel of ["email", "push"] as const) {
    const dues = rows
      .filter((row) => row[channel])
      .map(({ memberId }) => ({ memberId, at: dueAt(channel, now, wishesOf(ctx, chosen.get(memberId))) }));
    await planMany(ctx, channel, dues);
  }
}

interface Due {
  readonly memberId: string;
  readonly at: Date;
}

/** Notes when each is to be told and asks for the jobs, but for those who have a plan already. Members in their order. */
async function planMany(ctx: EventContext, channel: OutsideChannel, dues: readonly Due[]): Promise<void> {
  if (dues.length === 0) return;
  const { column, key } = planned[channel];
  const { tenantId, memberId } = notificationSetting;
  const rows = await ctx.db
    .insert(notificationSetting)
    .values(dues.map((due) => ({ memberId: due.memberId, [key]: due.at })))
    .onConflictDoUpdate({
      target: [tenantId, memberId],
      set: { [key]: sql`excluded.${sql.identifier(column.name)}` },
      // Whose plan stands is not among the rows that come back.
      setWhere: or(isNull(column), lte(column, sql`now() - ${overdueHours} * interval '1 hour'`)),
    })
    .returning({ memberId });
  const fresh = new Set(rows.map((row) => row.memberId));
  for (const due of dues) if (fresh.has(due.memberId)) await askFor(ctx, channel, due);
}

type AskingContext = Pick<EventContext, "db" | "requestId" | "cause">;

/** In the person's own name: what they may see when it runs is what they are sent. */
async function askFor(ctx: AskingContext, channel: OutsideChannel, { memberId, at }: Due): Promise<void> {
  const own = { ...ctx, actor: { memberId, impersonator: null } };
  await enqueue(own, planned[channel].job, { memberId, dueAt: at.toISOString() }, { startAfter: at });
}

/** Puts a plan in the place of whichever there was; its job finds that it is not meant any more. Null ends it. */
export async function replan(
  ctx: AskingContext,
  channel: OutsideChannel,
  memberId: string,
  at: Date | null,
): Promise<void> {
  await ctx.db
    .update(notificationSetting)
    .set({ [planned[channel].key]: at })
    .where(eq(notificationSetting.memberId, memberId));
  if (at) await askFor(ctx, channel, { memberId, at });
}
