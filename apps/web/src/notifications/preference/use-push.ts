"use client";

import { notifyError } from "@steward/ui";
import { useCallback, useEffect, useState } from "react";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";

/** What stands in the way of telling this browser; null where nothing does. */
export type PushObstacle = "unsupported" | "denied" | "unavailable" | null;

const workerUrl = "/notifications-worker.js";

async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration("/");
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** Asks the person, then the browser. Null where the person does not want to. */
async function subscribe(publicKey: string): Promise<PushSubscription | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  await navigator.serviceWorker.register(workerUrl);
  const { pushManager } = await navigator.serviceWorker.ready;
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
}

/** Whether this browser is told while no window is open, and the way to change that. */
export function usePush(known: RouterOutputs["notifications"]["preference"]["devices"] | undefined) {
  const publicKey = known?.publicKey;
  const utils = trpc.useUtils();
  const [endpoint, setEndpoint] = useState<string | null>(null);
  const [obstacle, setObstacle] = useState<PushObstacle>(null);
  const [busy, setBusy] = useState(false);
  const register = trpc.notifications.preference.registerDevice.useMutation();
  const unregister = trpc.notifications.preference.unregisterDevice.useMutation();

  const look = useCallback(async () => {
    if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
      return setObstacle("unsupported");
    }
    setObstacle(publicKey === null ? "unavailable" : Notification.permission === "denied" ? "denied" : null);
    setEndpoint((await currentSubscription())?.endpoint ?? null);
  }, [publicKey]);
  useEffect(() => void look().catch(() => setObstacle("unsupported")), [look]);

  const change = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      // The browser's own refusals: it has no service for it, or is told not to.
      if (error instanceof DOMException) setObstacle("unsupported");
      else notifyError(error);
    } finally {
      setBusy(false);
      await look().catch(() => {});
      await utils.notifications.preference.devices.invalidate();
    }
  };
  const enable = () =>
    change(async () => {
      const subscription = publicKey ? await subscribe(publicKey) : null;
      const { endpoint: address, keys } = subscription?.toJSON() ?? {};
      if (!address || !keys?.p256dh || !keys.auth) return;
      await register.mutateAsync({ endpoint: address, keys: { p256dh: keys.p256dh, auth: keys.auth } });
    });
  const disable = () =>
    change(async () => {
      // The browser keeps its address: another organisation of the person's may use it.
      if (endpoint !== null) await unregister.mutateAsync({ endpoint });
    });
  const isOn = known?.devices.some((device) => device.endpoint === endpoint) ?? false;
  return { isOn, endpoint, obstacle, busy, enable, disable };
}
