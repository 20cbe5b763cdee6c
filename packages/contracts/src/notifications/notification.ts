import { z } from "zod";
import { defineConsumer } from "../kernel/consumer.ts";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, maxPageSize } from "../kernel/list.ts";
import { definePermissions } from "../kernel/permission.ts";
import { roles } from "../kernel/role.ts";

export const notificationPermissions = definePermissions("notifications.notification", {
  read: { description: "Be told what concerns them", roles, rows: { reach: "own" } },
  write: { description: "Read, archive and bring back what they were told", roles, rows: { reach: "own" } },
});

/** From new to put away; what is put away comes back as read. */
export const notificationStates = ["unread", "read", "archived"] as const;
export type NotificationState = (typeof notificationStates)[number];

/** `inbox` is what is not archived. */
export const notificationBoxes = ["inbox", "unread", "archived"] as const;
export type NotificationBox = (typeof notificationBoxes)[number];

/** A module, by the first word of its addresses: `crm`. */
const moduleSchema = z.string().regex(/^[a-z]{1,40}$/, "Use a module's name");

export const listNotificationsInput = z.object({
  box: z.enum(notificationBoxes).default("inbox"),
  module: moduleSchema.optional(),
  cursor: z.string().max(1000).nullish(),
  limit: z.number().int().min(1).max(maxPageSize).default(30),
});
export type ListNotificationsInput = z.infer<typeof listNotificationsInput>;

export const setNotificationStateInput = z.object({
  ids: z.array(idSchema).min(1).max(maxPageSize),
  state: z.enum(notificationStates),
});
export type SetNotificationStateInput = z.infer<typeof setNotificationStateInput>;

/** What came after the list was last looked at stays unread. */
export const markAllReadInput = z.object({
  module: moduleSchema.optional(),
  seenAt: z.iso.datetime().optional(),
});
export type MarkAllReadInput = z.infer<typeof markAllReadInput>;

/** More than that are counted as "99+": nobody counts on. */
export const maxUnreadCounted = 99;

/** Recipients of one notification that one event tells of; more are told by several. */
export const recipientsPerEvent = 500;

const those = z.object({ ids: z.array(idSchema) });
/** `entityId` is the first of them. */
export const notificationsCreated = defineEvent("notifications.notification.created", those);
export const notificationsChanged = defineEvent(
  "notifications.notification.changed",
  z.object({ ids: z.array(idSchema), state: z.enum(notificationStates) }),
);

/** Sees to it that those who want it by e-mail or on their devices get it there. */
export const deliverNotifications = defineConsumer("notifications.notification.deliver", [notificationsCreated.name]);
