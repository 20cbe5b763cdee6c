import {
  listNotificationsInput,
  markAllReadInput,
  setNotificationStateInput,
} from "@steward/contracts/notifications/notification";
import { countUnread, listNotifications, markAllRead, setNotificationState } from "@steward/services/notifications";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";

export const notificationRouter = router({
  /** The caller's own, newest first. */
  list: can("notifications.notification.read")
    .input(listNotificationsInput)
    .query(({ ctx, input }) => listNotifications(ctx, input)),
  /** How many are new; 100 stands for more than 99. */
  unread: can("notifications.notification.read")
    .input(z.void())
    .query(({ ctx }) => countUnread(ctx)),
  setState: can("notifications.notification.write")
    .input(setNotificationStateInput)
    .mutation(({ ctx, input }) => setNotificationState(ctx, input)),
  markAllRead: can("notifications.notification.write")
    .input(markAllReadInput)
    .mutation(({ ctx, input }) => markAllRead(ctx, input)),
});
