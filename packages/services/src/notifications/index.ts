export {
  countUnread,
  listNotifications,
  markAllRead,
  type NotificationItem,
  setNotificationState,
} from "./inbox.ts";
export type { LinkSite } from "./pending.ts";
export { planDelivery } from "./plan.ts";
export { getPreferences, type KindPreference, type NotificationPreferences, updatePreferences } from "./preference.ts";
export {
  forgetDevicesOf,
  getDevices,
  type PushDevice,
  registerDevice,
  removeDevice,
  unregisterDevice,
} from "./push-subscription.ts";
export { sendNotificationMail } from "./send-mail.ts";
export { sendPush } from "./send-push.ts";
export { findUnsubscribing, unsubscribe } from "./unsubscribe.ts";
