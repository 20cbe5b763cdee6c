"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";

const name = "task";

/** The task that is open beside a table, board or calendar; it stands in the address, so Back closes it. */
export function useTaskPanel() {
  const params = useSearchParams();
  const pathname = usePathname();
  const text = params.toString();
  const written = Number(params.get(name));
  const number = Number.isInteger(written) && written > 0 ? written : undefined;
  const hrefOf = useCallback(
    (task: { number: number } | undefined) => {
      const next = new URLSearchParams(text);
      if (task) next.set(name, String(task.number));
      else next.delete(name);
      return next.size > 0 ? `${pathname}?${next}` : pathname;
    },
    [text, pathname],
  );
  // Next keeps useSearchParams in step with the History API; its router would ask the server to render again.
  const open = useCallback((task: { number: number }) => window.history.pushState(null, "", hrefOf(task)), [hrefOf]);
  const close = useCallback(() => window.history.pushState(null, "", hrefOf(undefined)), [hrefOf]);
  return useMemo(() => ({ number, hrefOf, open, close }), [number, hrefOf, open, close]);
}
