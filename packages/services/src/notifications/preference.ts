import type { NotificationChannel } from "@steward/contracts/kernel/notification";
import { notificationKind, notificationKinds } from "@steward/contracts/notification-kinds";
import type {
  DigestRhythm,
  QuietHours,
  UpdateNotificationPreferencesInput,
} from "@steward/contracts/notifications/preference";
import { notificationPreference, notificationSetting } from "@steward/db/schema";
import { eq, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";
import { replan } from "./plan.ts";
import { dueAt, lockSetting, wishesOf } from "./wishes.ts";

/** One kind of thing, and the ways in which the member is told of it. */
export interface KindPreference extends Record<NotificationChannel, boolean> {
  name: string;
  label: string;
  /** `crm` */
  module: string;
}

export interface NotificationPreferences {
  kinds: KindPreference[];
  digest: DigestRhythm;
  quietHours: QuietHours | null;
  /** The member's own; null for the organisation's. */
  timeZone: string | null;
}

/** How the actor is told of what: of the kinds that can concern them, with what they chose or what holds without. */
export async function getPreferences(ctx: ServiceContext): Promise<NotificationPreferences> {
  const { memberId, permissions } = ctx.actor;
  const [rows, [setting]] = await Promise.all([
    ctx.db.select().from(notificationPreference).where(eq(notificationPreference.memberId, memberId)),
    ctx.db.select().from(notificationSetting).where(eq(notificationSetting.memberId, memberId)),
  ]);
  const chosen = new Map(rows.map((row) => [row.name, row]));
  const kinds = notificationKinds
    .filter(({ needs }) => permissions.has(needs))
    .map(({ name, label, channels }) => {
      const { inApp, email, push } = chosen.get(name) ?? channels;
      return { name, label, module: name.slice(0, name.indexOf(".")), inApp, email, push };
    });
  const { digest, quietHours } = wishesOf(ctx, setting);
  return { kinds, digest, quietHours, timeZone: setting?.timeZone ?? null };
}

/**
 * Changes what is given. What waits to be sent goes by the new wishes: switch a digest off, and what was gathered for it
 * comes now. Kinds that are not known are left out.
 */
export async function updatePreferences(
  ctx: ServiceContext,
  { kinds = [], digest, quietHours, timeZone }: UpdateNotificationPreferencesInput,
): Promise<NotificationPreferences> {
  const { memberId } = ctx.actor;
  const known = new Map(kinds.filter(({ name }) => notificationKind(name)).map((kind) => [kind.name, kind]));
  if (known.size > 0) {
    await ctx.db
      .insert(notificationPreference)
      .values([...known.values()].map((kind) => ({ ...kind, memberId })))
      .onConflictDoUpdate({
        target: [notificationPreference.tenantId, notificationPreference.memberId, notificationPreference.name],
        set: { inApp: sql`excluded.in_app`, email: sql`excluded.email`, push: sql`excluded.push` },
      });
  }
  const changes = {
    ...(digest !== undefined && { digest }),
    ...(quietHours !== undefined && { quietFrom: quietHours?.from ?? null, quietUntil: quietHours?.until ?? null }),
    ...(timeZone !== undefined && { timeZone }),
  };
  if (Object.keys(changes).length > 0) {
    await ctx.db
      .insert(notificationSetting)
      .values({ memberId, ...changes })
      .onConflictDoUpdate({ target: [notificationSetting.tenantId, notificationSetting.memberId], set: changes });
    await planAnew(ctx);
  }
  return getPreferences(ctx);
}

async function planAnew(ctx: ServiceContext): Promise<void> {
  const { memberId } = ctx.actor;
  const setting = await lockSetting(ctx, memberId);
  const wishes = wishesOf(ctx, setting);
  const now = new Date();
  if (setting?.emailDueAt) await replan(ctx, "email", memberId, dueAt("email", now, wishes));
  if (setting?.pushDueAt) await replan(ctx, "push", memberId, dueAt("push", now, wishes));
}
