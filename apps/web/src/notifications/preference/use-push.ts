"use client";

import { notifyError } from "@steward/ui";
import { useCallback, useEffect, useState } from "react";
import { useTenant } from "../../shell/use-tenant.ts";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { currentSubscription, keptEndpoint, registrationOf } from "./browser-push.ts";

/** What stands in the way of telling this browser; null where nothing does. */
export type PushObstacle = "unsupported" | "denied" | "unavailable" | null;

const workerUrl = "/notifications-worker.js";

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
  const { member } = useTenant();
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
      const device = registrationOf(publicKey ? await subscribe(publicKey) : null);
      if (!device) return;
      await register.mutateAsync(device);
      keptEndpoint.write(member.id, device.endpoint);
    });
  const disable = () =>
    change(async () => {
      // The browser keeps its address: another organisation of the person's may use it.
      if (endpoint === null) return;
      await unregister.mutateAsync({ endpoint });
      keptEndpoint.forget(member.id);
    });
  const isOn = known?.devices.some((device) => device.endpoint === endpoint) ?? false;
  return { isOn, endpoint, obstacle, busy, enable, disable };
}
