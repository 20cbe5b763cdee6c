import { notification, notificationPreference } from "@steward/db/schema";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { JobRun, ServiceContext } from "../kernel/index.ts";
import { itemOf, type NotificationItem, type NotificationRow, rowColumns } from "./inbox.ts";
import { withinReach } from "./reach.ts";
import type { OutsideChannel } from "./wishes.ts";

const pendingColumn = { email: notification.emailPending, push: notification.pushPending } as const;

export const isPending = (channel: OutsideChannel) => eq(pendingColumn[channel], true);

/** Of these, what the actor has not read, may still see and still wants in this way: oldest first, in words. */
export async function findWorthSending(
  ctx: ServiceContext,
  channel: OutsideChannel,
  ids: readonly string[],
): Promise<NotificationItem[]> {
  if (ids.length === 0) return [];
  const chosen = notificationPreference;
  const rows: NotificationRow[] = await ctx.db
    .select(rowColumns)
    .from(notification)
    .leftJoin(
      chosen,
      and(
        eq(chosen.tenantId, notification.tenantId),
        eq(chosen.memberId, notification.memberId),
        eq(chosen.name, notification.name),
      ),
    )
    .where(
      and(
        inArray(notification.id, [...ids]),
        isNull(notification.readAt),
        withinReach(ctx),
        sql`coalesce(${chosen[channel]}, true)`,
      ),
    )
    .orderBy(asc(notification.occurredAt), asc(notification.id));
  return rows.flatMap((row) => itemOf(row) ?? []);
}

/** Where the sites are, for links that are followed from outside. */
export interface LinkSite {
  /** Origins, without a slash behind. */
  readonly webUrl: string;
  readonly adminUrl: string;
  /** Of the API, for what a mail program asks by itself. */
  readonly apiUrl: string;
}

/** The address of a path within the organisation. */
export function linkTo(
  { webUrl, adminUrl }: Pick<LinkSite, "webUrl" | "adminUrl">,
  { tenant }: Pick<JobRun, "tenant">,
  { site, path }: Pick<NotificationItem, "site" | "path">,
): string {
  return `${site === "web" ? webUrl : adminUrl}/${tenant.slug}${path === "/" ? "" : path}`;
}
