"use client";

import type { PushReason } from "@steward/contracts/notifications/preference";
import { toProblem } from "@steward/ui";
import { useEffect, useEffectEvent } from "react";
import { useTenant } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { currentSubscription, keptEndpoint, pushChanged, registrationOf } from "./browser-push.ts";

/**
 * Sees to it that somebody who wants to be told in this browser still is when the browser changes its address: where the
 * workspace is open, at once; else when it is next opened.
 */
export function PushKeeper() {
  const { member } = useTenant();
  const { client } = trpc.useUtils();
  const keep = useEffectEvent(async () => {
    const before = keptEndpoint.read(member.id);
    const now = before && registrationOf(await currentSubscription());
    if (!now || now.endpoint === before) return;
    try {
      await client.notifications.preference.registerDevice.mutate({ ...now, inPlaceOf: before });
      keptEndpoint.write(member.id, now.endpoint);
    } catch (error) {
      if (toProblem(error).reason !== ("push.removed" satisfies PushReason)) throw error;
      // It was removed from the list of devices, from this browser or another: it stays so until they ask for it again.
      keptEndpoint.forget(member.id);
    }
  });
  useEffect(() => {
    // What fails now is tried again with the next page; nobody waits for it.
    const look = () => void keep().catch(() => {});
    const hear = ({ data }: MessageEvent) => {
      if (data === pushChanged) look();
    };
    look();
    navigator.serviceWorker?.addEventListener("message", hear);
    return () => navigator.serviceWorker?.removeEventListener("message", hear);
  }, []);
  return null;
}
