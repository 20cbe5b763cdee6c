import { maxPageSize, type Page } from "@steward/contracts";
import { notificationKind } from "@steward/contracts/notification-kinds";
import {
  type ListNotificationsInput,
  type MarkAllReadInput,
  maxUnreadCounted,
  type NotificationState,
  notificationsChanged,
  type SetNotificationStateInput,
} from "@steward/contracts/notifications/notification";
import { keysetPage } from "@steward/db";
import { notification } from "@steward/db/schema";
import { and, eq, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import { emit, type ServiceContext } from "../kernel/index.ts";
import { withinReach } from "./reach.ts";

/** One line of the inbox, in words. */
export interface NotificationItem {
  id: string;
  /** Of its kind: `crm.account.assigned`. */
  name: string;
  title: string;
  body: string | null;
  /** Where it leads, within the organisation, and on which site. */
  path: string;
  site: "web" | "admin";
  /** Who caused it, by name. */
  actor: string;
  state: NotificationState;
  occurrences: number;
  occurredAt: Date;
}

/** What a line of the inbox is made of. */
export const rowColumns = {
  id: notification.id,
  name: notification.name,
  entityId: notification.entityId,
  params: notification.params,
  actor: notification.actorName,
  occurrences: notification.occurrences,
  occurredAt: notification.occurredAt,
  readAt: notification.readAt,
  archived: notification.archived,
};

/** A row as `rowColumns` reads it. */
export type NotificationRow = Pick<
  typeof notification.$inferSelect,
  "id" | "name" | "entityId" | "params" | "occurrences" | "occurredAt" | "readAt" | "archived"
> & { actor: string };

/** Null for what no release of today can put in words: an older one wrote it, or a newer one that was taken back. */
export function itemOf({ entityId, params, readAt, archived, ...row }: NotificationRow): NotificationItem | null {
  const kind = notificationKind(row.name);
  const valid = kind?.params.safeParse(params);
  if (!kind || !valid?.success) return null;
  const { actor, occurrences } = row;
  const { title, body = null } = kind.words(valid.data, { actor, occurrences });
  const state = archived ? "archived" : readAt ? "read" : "unread";
  return { ...row, title, body, path: kind.path(entityId, valid.data), site: kind.site ?? "web", state };
}

/** What of a member's notifications is in one of the boxes; `state` columns only, so that an index has them in a row. */
function inBox(ctx: ServiceContext, box: ListNotificationsInput["box"]): SQL | undefined {
  const own = eq(notification.memberId, ctx.actor.memberId);
  if (box === "unread") return and(own, isNull(notification.readAt));
  return and(own, eq(notification.archived, box === "archived"));
}

/** The actor's own notifications, newest first. */
export async function listNotifications(
  ctx: ServiceContext,
  { box, module, cursor, limit }: ListNotificationsInput,
): Promise<Page<NotificationItem>> {
  const sort = { field: "occurredAt", direction: "desc" } as const;
  const where = and(inBox(ctx, box), eq(notification.inApp, true), withinReach(ctx, module));
  const page = await keysetPage({ sort, by: notification.occurredAt, id: notification.id, cursor, limit }, (part) =>
    ctx.db
      .select({ ...rowColumns, ...part.columns })
      .from(notification)
      .where(and(where, part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
  return { ...page, items: page.items.flatMap((row) => itemOf(row) ?? []) };
}

/** How many the actor has not read; one more than `maxUnreadCounted` stands for any number above it. */
export async function countUnread(ctx: ServiceContext): Promise<{ unread: number }> {
  const counted = ctx.db
    .select({ one: sql`1` })
    .from(notification)
    .where(and(inBox(ctx, "unread"), eq(notification.inApp, true), withinReach(ctx)))
    .limit(maxUnreadCounted + 1)
    .as("counted");
  const [row] = await ctx.db.select({ unread: sql<number>`count(*)::int` }).from(counted);
  return { unread: row?.unread ?? 0 };
}

/** Reads, archives or brings back what the actor was told. Ids of anybody else's are left out; none left, and nothing happens. */
export async function setNotificationState(
  ctx: ServiceContext,
  { ids, state }: SetNotificationStateInput,
): Promise<{ ids: string[] }> {
  const readAt = state === "unread" ? null : sql`coalesce(${notification.readAt}, now())`;
  const own = and(eq(notification.memberId, ctx.actor.memberId), inArray(notification.id, ids));
  // What was counted up and is brought back as new stands for itself: a later one may be counted up in its place.
  const alone = state === "unread" ? { collapses: false } : {};
  const rows = await ctx.db
    .update(notification)
    .set({ readAt, archived: state === "archived", ...alone })
    .where(own)
    .returning({ id: notification.id });
  return changed(ctx, rows, state);
}

/**
 * Reads everything that was there when the actor looked (`seenAt`), of one module or of all.
 * @returns how many they were and which, as long as one call can bring them back; none of more
 */
export async function markAllRead(
  ctx: ServiceContext,
  { module, seenAt }: MarkAllReadInput,
): Promise<{ count: number; ids: string[] }> {
  const seen = seenAt ? lte(notification.occurredAt, new Date(seenAt)) : undefined;
  const rows = await ctx.db
    .update(notification)
    .set({ readAt: sql`now()` })
    .where(and(inBox(ctx, "unread"), withinReach(ctx, module), seen))
    .returning({ id: notification.id });
  const { ids } = await changed(ctx, rows, "read");
  return { count: ids.length, ids: ids.length <= maxPageSize ? ids : [] };
}

/** Tells the person's other windows. The record names as many as a call may: whoever reads all has read all. */
async function changed(ctx: ServiceContext, rows: readonly { id: string }[], state: NotificationState) {
  const ids = rows.map(({ id }) => id);
  const [first] = ids;
  const audience = [ctx.actor.memberId];
  const named = ids.slice(0, maxPageSize);
  if (first) await emit(ctx, notificationsChanged, first, { ids: named, state }, { audience });
  return { ids };
}
