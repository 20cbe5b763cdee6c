import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { defineJob } from "../kernel/job.ts";
import { idSchema } from "../kernel/list.ts";
import { definePermissions } from "../kernel/permission.ts";
import { roles } from "../kernel/role.ts";
import { timeZoneSchema } from "../org/tenant.ts";

export const notificationPreferencePermissions = definePermissions("notifications.preference", {
  read: { description: "See how they are notified", roles, rows: { reach: "own" } },
  write: { description: "Choose how they are notified, and on which devices", roles, rows: { reach: "own" } },
});

/** E-mail of one's own at once, or gathered: every morning, or on Monday mornings. */
export const digestRhythms = ["off", "daily", "weekly"] as const;
export type DigestRhythm = (typeof digestRhythms)[number];

/** A time of day on a clock: `22:00`. */
const clockSchema = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, "Use a time such as 22:00");

/** From one time of day to another, past midnight where the first is the later one. E-mail and devices wait for its end. */
export const quietHoursSchema = z
  .object({ from: clockSchema, until: clockSchema })
  .refine(({ from, until }) => from !== until, { message: "Choose two different times", path: ["until"] });
export type QuietHours = z.infer<typeof quietHoursSchema>;

export const updateNotificationPreferencesInput = z.object({
  /** Those that change, by the name of their kind. */
  kinds: z
    .array(z.object({ name: z.string().max(100), inApp: z.boolean(), email: z.boolean(), push: z.boolean() }))
    .max(200)
    .optional(),
  digest: z.enum(digestRhythms).optional(),
  quietHours: quietHoursSchema.nullable().optional(),
  /** Of the clock that quiet hours and digests go by; null for the organisation's. */
  timeZone: timeZoneSchema.nullable().optional(),
});
export type UpdateNotificationPreferencesInput = z.infer<typeof updateNotificationPreferencesInput>;

/** A browser that is to be told, as its Push API names it (W3C Push API, RFC 8291). */
export const registerPushInput = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(2000),
  keys: z.object({
    /** An uncompressed point of P-256: 65 bytes. */
    p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}=?$/, "Use 65 bytes in base64url"),
    auth: z.string().regex(/^[A-Za-z0-9_-]{22}(==)?$/, "Use 16 bytes in base64url"),
  }),
  /** Where the browser was told until it changed its address: the new one is taken if the old one still is. */
  inPlaceOf: z.string().max(2000).optional(),
});
export type RegisterPushInput = z.infer<typeof registerPushInput>;

export const unregisterPushInput = z.object({ endpoint: z.string().max(2000) });
export type UnregisterPushInput = z.infer<typeof unregisterPushInput>;

/** Of the API: behind it stands the token of a mail. A POST ends such mail, a GET leads to where one chooses (RFC 8058). */
export const unsubscribePath = "/unsubscribe/";
/** Somebody ended e-mail of these kinds from one of them, without a sign-in. */
export const mailUnsubscribed = defineEvent(
  "notifications.preference.unsubscribed",
  z.object({ kinds: z.array(z.string()) }),
);

/** What waits for one person is sent together, by the one job that `dueAt` names; another one of an older plan does nothing. */
const dueSchema = z.object({ memberId: idSchema, dueAt: z.iso.datetime() });
const forOne = { onceGone: "drop" } as const;
export const sendNotificationMailJob = defineJob("notifications.notification.mail", dueSchema, {
  retries: 8,
  ...forOne,
});
export const sendPushJob = defineJob("notifications.notification.push", dueSchema, {
  retries: 4,
  timeoutSeconds: 60,
  ...forOne,
});

/** Reasons this resource refuses with. */
export type PushReason = "push.unavailable" | "push.service_unknown" | "push.too_many" | "push.removed";
