import { queueMail } from "@steward/db";
import { notification } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import type { JobRun, ServiceContext } from "../kernel/index.ts";
import { afterQuietHours } from "./clock.ts";
import { findWorthSending, isPending, type LinkSite, linkTo } from "./pending.ts";
import { replan } from "./plan.ts";
import { unsubscribeUrl } from "./unsubscribe.ts";
import { lockSetting, wishesOf } from "./wishes.ts";

/** What a mail lists; the rest is counted. */
const maxListed = 20;

/**
 * Writes the mail that tells somebody what they have not read by now, into the outbox and in the transaction that notes
 * that it was written: once, however often the job is tried. One mail for all of it.
 */
export async function sendNotificationMail(
  run: JobRun,
  site: LinkSite,
  { memberId, dueAt }: { memberId: string; dueAt: string },
): Promise<void> {
  await run.transaction(async (ctx) => {
    const setting = await lockSetting(ctx, memberId);
    // Another plan has taken its place, or it has been carried out.
    if (setting?.emailDueAt?.toISOString() !== dueAt) return;
    const wishes = wishesOf(ctx, setting);
    const now = new Date();
    // The worker was away, and meanwhile the night has come.
    const at = afterQuietHours(now, wishes.quietHours, wishes.timeZone);
    if (at > now) return replan(ctx, "email", memberId, at);
    const taken = await ctx.db
      .update(notification)
      .set({ emailPending: false })
      .where(and(eq(notification.memberId, memberId), isPending("email")))
      .returning({ id: notification.id });
    const items = await findWorthSending(
      ctx,
      "email",
      taken.map(({ id }) => id),
    );
    if (items.length > 0) await write(ctx, site, wishes.digest, items, setting.mailKey);
    await replan(ctx, "email", memberId, null);
  });
}

async function write(
  ctx: ServiceContext,
  site: LinkSite,
  digest: "off" | "daily" | "weekly",
  items: Awaited<ReturnType<typeof findWorthSending>>,
  mailKey: Buffer | null,
): Promise<void> {
  const { name, email } = ctx.actor;
  const page = (path: string) => linkTo(site, ctx, { site: "web", path });
  const listed = items.slice(-maxListed).reverse();
  await queueMail(ctx.db, {
    to: email,
    template: "notifications",
    tenantId: ctx.tenant.id,
    props: {
      name,
      organisation: ctx.tenant.name,
      digest,
      items: listed.map((item) => ({ title: item.title, body: item.body, url: linkTo(site, ctx, item) })),
      more: items.length - listed.length,
      url: page("/notifications"),
      manageUrl: page("/notifications/preferences"),
      unsubscribeUrl: await unsubscribeUrl(ctx, site, [...new Set(items.map((item) => item.name))], mailKey),
    },
  });
}
