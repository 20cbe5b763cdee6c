"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { confirmAction } from "../feedback/confirm-action.tsx";

/** Asks whether unsaved input may be lost. */
export function confirmDiscard(): Promise<boolean> {
  return confirmAction({
    title: "Discard your changes?",
    message: "What you entered has not been saved.",
    confirmLabel: "Discard",
    cancelLabel: "Keep editing",
  });
}

function leavingLink(event: MouseEvent): HTMLAnchorElement | null {
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!plain || !link?.href || link.target === "_blank" || link.hasAttribute("download")) return null;
  const here = window.location;
  const samePage = link.pathname === here.pathname && link.search === here.search && link.origin === here.origin;
  return samePage ? null : link;
}

/** Asks before the page is left, by link, reload or closing, while there is unsaved input. */
export function useLeaveWarning(active: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const ask = async (event: MouseEvent) => {
      const link = leavingLink(event);
      if (!link || link.origin !== window.location.origin) return;
      event.preventDefault();
      event.stopPropagation();
      if (await confirmDiscard()) router.push(link.pathname + link.search + link.hash);
    };
    window.addEventListener("beforeunload", warn);
    document.addEventListener("click", ask, true);
    return () => {
      window.removeEventListener("beforeunload", warn);
      document.removeEventListener("click", ask, true);
    };
  }, [active, router]);
}
