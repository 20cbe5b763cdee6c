import { router } from "../kernel/procedure.ts";
import { notificationRouter } from "./notification.ts";
import { preferenceRouter } from "./preference.ts";

/** What each member is told, and how. */
export const notificationsRouter = router({ notification: notificationRouter, preference: preferenceRouter });
