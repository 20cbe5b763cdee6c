"use client";

import { useHotkeys } from "@mantine/hooks";
import type { KeyboardEvent, RefObject } from "react";

function rowsIn(root: HTMLElement | null): HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>("[data-row-id]") ?? [])];
}

function focusRow(row: HTMLElement | undefined): void {
  const target =
    row?.querySelector<HTMLElement>("[data-row-link]") ?? row?.querySelector<HTMLElement>("input, button, a");
  target?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

/** J and K (or the arrows) move between rows, X selects; Enter follows the focused row's link by itself. */
export function useRowKeys(root: RefObject<HTMLElement | null>, toggle: ((id: string) => void) | undefined) {
  const move = (distance: 1 | -1) => {
    const rows = rowsIn(root.current);
    const current = rows.findIndex((row) => row.contains(document.activeElement));
    const next = current < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, current + distance));
    focusRow(rows[next]);
  };
  const select = () => {
    const row = rowsIn(root.current).find((each) => each.contains(document.activeElement));
    if (row?.dataset.rowId) toggle?.(row.dataset.rowId);
  };
  useHotkeys([
    ["j", () => move(1)],
    ["k", () => move(-1)],
    ["x", select],
  ]);
  return (event: KeyboardEvent) => {
    const inRow = event.target instanceof HTMLElement && event.target.closest("[data-row-id]");
    if (!inRow || event.target instanceof HTMLInputElement) return;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  };
}
