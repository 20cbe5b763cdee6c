export { createPusher, type Pusher, PushFailed, type PushMessage, type PushTarget } from "./pusher.ts";
export {
  isPushService,
  type PushPlace,
  type PushSenderSettings,
  pushPlaceOf,
  pushSenderOf,
  pushSenderSettings,
  pushSettings,
} from "./settings.ts";
