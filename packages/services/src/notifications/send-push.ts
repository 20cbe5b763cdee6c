import { notification, pushSubscription } from "@steward/db/schema";
import type { Pusher, PushMessage } from "@steward/ports/push";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { isLivingDevice, type JobRun, type ServiceContext } from "../kernel/index.ts";
import { afterQuietHours } from "./clock.ts";
import type { NotificationItem } from "./inbox.ts";
import { findWorthSending, isPending, type LinkSite, linkTo } from "./pending.ts";
import { replan } from "./plan.ts";
import { dueAt as dueAtOf, lockSetting, wishesOf } from "./wishes.ts";

/** More than that at once are one message that says how many. */
const maxSingle = 3;
/** What happened longer ago is no news when a device comes back. */
const ttlSeconds = 24 * 60 * 60;

interface Due {
  readonly memberId: string;
  readonly dueAt: string;
}

/**
 * Tells somebody's devices what they have not read by now. A device is told at least once: whoever dies between the service's
 * answer and the note of it tells it again, under the same name, and the device shows one.
 *
 * Throws `PushFailed` where a service did not take a message now; the next try tells only who has not been told.
 */
export async function sendPush(run: JobRun, pusher: Pusher | null, site: LinkSite, due: Due): Promise<void> {
  const found = await run.transaction((ctx) => prepare(ctx, due));
  if (!found) return;
  const outcomes = await deliver(run, pusher, site, found);
  const failed = outcomes.find(({ error }) => error !== undefined);
  await run.transaction((ctx) => settle(ctx, due, found, outcomes, failed === undefined || run.lastAttempt));
  if (failed) throw failed.error;
}

type Target = Pick<typeof pushSubscription.$inferSelect, "id" | "endpoint" | "p256dh" | "auth" | "lastUsedAt">;

interface Found {
  /** As they were when they were read: what is counted up meanwhile is told anew. */
  readonly pending: readonly { readonly id: string; readonly occurrences: number }[];
  readonly items: readonly NotificationItem[];
  readonly targets: readonly Target[];
}

async function prepare(ctx: ServiceContext, { memberId, dueAt }: Due): Promise<Found | null> {
  const setting = await lockSetting(ctx, memberId);
  if (setting?.pushDueAt?.toISOString() !== dueAt) return null;
  const wishes = wishesOf(ctx, setting);
  const now = new Date();
  const at = afterQuietHours(now, wishes.quietHours, wishes.timeZone);
  if (at > now) {
    await replan(ctx, "push", memberId, at);
    return null;
  }
  const pending = await ctx.db
    .select({ id: notification.id, occurrences: notification.occurrences })
    .from(notification)
    .where(and(eq(notification.memberId, memberId), isNull(notification.readAt), isPending("push")));
  const items = await findWorthSending(
    ctx,
    "push",
    pending.map(({ id }) => id),
  );
  const targets = await ctx.db
    .select()
    .from(pushSubscription)
    .where(and(eq(pushSubscription.memberId, memberId), isLivingDevice));
  // Told by an earlier try of this job.
  const untold = targets.filter(({ lastUsedAt }) => !lastUsedAt || lastUsedAt.toISOString() < dueAt);
  return { pending, items, targets: untold };
}

interface Outcome {
  readonly id: string;
  readonly result: "sent" | "gone" | "failed";
  readonly error?: unknown;
}

/** Outside any transaction: the services are others'. */
async function deliver(
  run: JobRun,
  pusher: Pusher | null,
  site: LinkSite,
  { items, targets }: Found,
): Promise<Outcome[]> {
  if (!pusher || items.length === 0) return [];
  const messages = messagesOf(run, site, items);
  return Promise.all(
    targets.map(async ({ id, ...target }): Promise<Outcome> => {
      try {
        for (const message of messages) {
          if ((await pusher.send(target, message)) === "gone") return { id, result: "gone" };
        }
        return { id, result: "sent" };
      } catch (error) {
        return { id, result: "failed", error };
      }
    }),
  );
}

function messagesOf(run: JobRun, site: LinkSite, items: readonly NotificationItem[]): PushMessage[] {
  if (items.length > maxSingle) {
    const title = `${items.length} new notifications`;
    const inbox = { site: "web", path: "/notifications" } as const;
    const tag = `${run.tenant.slug} many`;
    return [
      { topic: "many", ttlSeconds, payload: { tag, title, body: run.tenant.name, ...whereTo(run, site, inbox) } },
    ];
  }
  return items.map((item) => ({
    // A UUID without its dashes: what a topic may hold.
    topic: item.id.replaceAll("-", ""),
    ttlSeconds,
    payload: { tag: item.id, title: item.title, body: item.body ?? run.tenant.name, ...whereTo(run, site, item) },
  }));
}

/** An organisation's own host name is known to the browser alone, which there takes the path. */
function whereTo(run: JobRun, site: LinkSite, item: Pick<NotificationItem, "site" | "path">) {
  return { url: linkTo(site, run, item), path: item.site === "web" ? item.path : null };
}

async function settle(
  ctx: ServiceContext,
  { memberId, dueAt }: Due,
  { pending }: Found,
  outcomes: readonly Outcome[],
  over: boolean,
): Promise<void> {
  const setting = await lockSetting(ctx, memberId);
  const those = (result: Outcome["result"]) => outcomes.filter((one) => one.result === result).map(({ id }) => id);
  const gone = those("gone");
  if (gone.length > 0) {
    // Not the row: a browser that has changed its address finds by it that its person did not end this.
    await ctx.db.update(pushSubscription).set({ p256dh: "", auth: "" }).where(inArray(pushSubscription.id, gone));
  }
  const told = those("sent");
  if (told.length > 0) {
    await ctx.db.update(pushSubscription).set({ lastUsedAt: sql`now()` }).where(inArray(pushSubscription.id, told));
  }
  if (!over) return;
  for (const { id, occurrences } of pending) {
    await ctx.db
      .update(notification)
      .set({ pushPending: false })
      .where(and(eq(notification.id, id), eq(notification.occurrences, occurrences)));
  }
  if (setting?.pushDueAt?.toISOString() !== dueAt) return;
  // Whoever told them something meanwhile found this plan and made none.
  const [left] = await ctx.db
    .select({ id: notification.id })
    .from(notification)
    .where(and(eq(notification.memberId, memberId), isNull(notification.readAt), isPending("push")))
    .limit(1);
  await replan(ctx, "push", memberId, left ? dueAtOf("push", new Date(), wishesOf(ctx, setting)) : null);
}
