"use client";

import { useHotkeys } from "@mantine/hooks";
import type { RefObject } from "react";
import type { NotificationItem } from "./use-notifications.ts";

interface InboxKeys {
  items: readonly NotificationItem[];
  toggleRead: (item: NotificationItem) => void;
  archive: (item: NotificationItem) => void;
}

/** J and K (or the arrows) go from line to line, E archives, U marks as read or unread; Enter follows the link by itself. */
export function useInboxKeys(root: RefObject<HTMLElement | null>, { items, toggleRead, archive }: InboxKeys): void {
  const rows = () => [...(root.current?.querySelectorAll<HTMLElement>("[data-row-id]") ?? [])];
  const here = () => rows().findIndex((row) => row.contains(document.activeElement));
  const focus = (index: number) => {
    const row = rows()[index];
    row?.querySelector<HTMLElement>("[data-row-link]")?.focus();
    row?.scrollIntoView({ block: "nearest" });
  };
  const move = (distance: 1 | -1) =>
    focus(here() < 0 ? 0 : Math.min(rows().length - 1, Math.max(0, here() + distance)));
  const current = () => {
    const id = rows()[here()]?.dataset.rowId;
    return items.find((item) => item.id === id);
  };
  const putAway = () => {
    const item = current();
    const index = here();
    if (!item) return;
    archive(item);
    // The line goes; whoever works by keyboard stays where it was.
    focus(index + 1 < rows().length ? index + 1 : index - 1);
  };
  useHotkeys([
    ["j", () => move(1)],
    ["ArrowDown", () => move(1)],
    ["k", () => move(-1)],
    ["ArrowUp", () => move(-1)],
    ["e", putAway],
    [
      "u",
      () => {
        const item = current();
        if (item && item.state !== "archived") toggleRead(item);
      },
    ],
  ]);
}
