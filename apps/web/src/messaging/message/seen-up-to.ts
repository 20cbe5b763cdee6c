import type { WindowState } from "./message-window.ts";

export interface Looking {
  readonly state: Pick<WindowState, "status" | "items" | "hasNewer">;
  /** At the end of what is shown. */
  readonly isAtEnd: boolean;
  /** The page is before somebody's eyes, and not behind another one. */
  readonly isVisible: boolean;
}

/** How far somebody has seen: to the newest message where they are there and look at it, and else no further than before. */
export function seenUpTo({ state: { status, items, hasNewer }, isAtEnd, isVisible }: Looking): number | null {
  if (status !== "ready" || hasNewer || !isAtEnd || !isVisible) return null;
  return items.at(-1)?.seq ?? null;
}
