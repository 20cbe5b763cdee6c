"use client";

import { tenantSite, useHref, useSettings, useTenantSlug } from "@steward/client";
import { notifyError, notifySuccess } from "@steward/ui";
import { useCallback } from "react";
import { type RouterInputs, type RouterOutputs, trpc } from "../../trpc/client.tsx";

export type NotificationItem = RouterOutputs["notifications"]["notification"]["list"]["items"][number];
export type Box = NonNullable<RouterInputs["notifications"]["notification"]["list"]["box"]>;

/** Where a notification leads, on whichever site. */
export function useNotificationHref(): (item: Pick<NotificationItem, "site" | "path">) => string {
  const href = useHref();
  const settings = useSettings();
  const slug = useTenantSlug();
  return useCallback(
    ({ site, path }) =>
      site === "web" ? href(path) : tenantSite(settings, "admin", slug, slug).replace(/\/$/, "") + path,
    [href, settings, slug],
  );
}

/** Reading, archiving, and taking that back; every list and count of notifications is asked for again. */
export function useNotificationActions() {
  const utils = trpc.useUtils();
  const onSettled = () => utils.notifications.notification.invalidate();
  const setState = trpc.notifications.notification.setState.useMutation({ onSettled, onError: notifyError });
  const markAll = trpc.notifications.notification.markAllRead.useMutation({ onSettled, onError: notifyError });
  const put = (item: NotificationItem, state: NotificationItem["state"]) => setState.mutate({ ids: [item.id], state });
  return {
    busy: markAll.isPending,
    read: (item: NotificationItem) => {
      if (item.state === "unread") put(item, "read");
    },
    toggleRead: (item: NotificationItem) => put(item, item.state === "unread" ? "read" : "unread"),
    archive(item: NotificationItem) {
      if (item.state === "archived") return put(item, "read");
      put(item, "archived");
      notifySuccess("Archived", { undo: () => setState.mutateAsync({ ids: [item.id], state: item.state }) });
    },
    /** @param newest of those that are shown: what came since stays new */
    markAllRead(newest: NotificationItem | undefined, module?: string) {
      if (!newest) return;
      const input = { seenAt: newest.occurredAt.toISOString(), ...(module && { module }) };
      markAll.mutate(input, {
        onSuccess({ count, ids }) {
          if (count === 0) return;
          const undo = ids.length > 0 ? { undo: () => setState.mutateAsync({ ids, state: "unread" }) } : {};
          notifySuccess(count === 1 ? "Marked as read" : `${count} marked as read`, undo);
        },
      });
    },
  };
}
