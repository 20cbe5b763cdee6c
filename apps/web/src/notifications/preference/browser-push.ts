import type { RegisterPushInput } from "@steward/contracts/notifications/preference";

/** What the worker says to open pages when the browser has another address for its messages. */
export const pushChanged = "push changed";

/** The address at which this browser is told, if it is. */
export async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker?.getRegistration("/");
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

/** As the API takes it; null for one without keys, which nobody can write to. */
export function registrationOf(subscription: PushSubscription | null): RegisterPushInput | null {
  const { endpoint, keys } = subscription?.toJSON() ?? {};
  return endpoint && keys?.p256dh && keys.auth ? { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } } : null;
}

const keyOf = (memberId: string) => `steward.push.${memberId}`;

/**
 * The address that the member had told the organisation here: browsers change theirs now and then, and only by it can a page
 * know that they want to be told at the new one.
 */
export const keptEndpoint = {
  read: (memberId: string) => localStorage.getItem(keyOf(memberId)),
  write: (memberId: string, endpoint: string) => localStorage.setItem(keyOf(memberId), endpoint),
  forget: (memberId: string) => localStorage.removeItem(keyOf(memberId)),
};
