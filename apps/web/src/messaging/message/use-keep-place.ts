"use client";

import { type RefObject, useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";

/** This near to an end, what is beyond it is asked for. */
const nearPx = 700;
/** Whoever is this near to the end means to see what comes. */
const atEndPx = 48;

interface KeepPlaceOptions {
  /** Changes when what is shown begins elsewhere: then it is scrolled to the target, or the end. */
  readonly opening: number;
  readonly ready: boolean;
  /** Changes with what is shown. */
  readonly content: unknown;
  /** What to show first, as a selector; the end where there is none such. */
  readonly target: string | null;
  readonly onNearStart: () => void;
  readonly onNearEnd: () => void;
}

interface KeepPlace {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  readonly toEnd: () => void;
}

/**
 * Keeps a reader's place in a list that grows at both ends: whoever is at the end stays there, for anybody else what they
 * look at stays where it is. The browser's own way of it does nothing at the very top and is not known everywhere.
 */
export function useKeepPlace(options: KeepPlaceOptions): KeepPlace {
  const { opening, ready, content, target } = options;
  const scroller = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  const anchor = useRef<{ key: string; top: number } | null>(null);
  const opened = useRef(-1);
  // Not before it is measured: whoever is thought to be at the end has seen everything above it.
  const [isAtEnd, setAtEnd] = useState(false);

  const remember = useEffectEvent(() => {
    const box = scroller.current;
    if (!box) return;
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    pinned.current = below < atEndPx;
    setAtEnd(pinned.current);
    const { top } = box.getBoundingClientRect();
    for (const row of box.querySelectorAll<HTMLElement>("[data-key]")) {
      const rect = row.getBoundingClientRect();
      if (rect.bottom < top) continue;
      anchor.current = { key: row.dataset.key ?? "", top: rect.top - top };
      break;
    }
    if (box.scrollTop < nearPx) options.onNearStart();
    if (below < nearPx) options.onNearEnd();
  });

  const restore = useEffectEvent(() => {
    const box = scroller.current;
    if (!box) return;
    if (pinned.current) {
      box.scrollTop = box.scrollHeight;
      return;
    }
    const kept = anchor.current;
    const row = kept && box.querySelector(`[data-key="${CSS.escape(kept.key)}"]`);
    if (row) box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - kept.top;
  });

  // Whenever what is shown changes.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || !ready) return;
    if (opened.current === opening) restore();
    else {
      opened.current = opening;
      const first = target ? box.querySelector(target) : null;
      pinned.current = !first;
      if (first) first.scrollIntoView({ block: "center" });
      else box.scrollTop = box.scrollHeight;
    }
    remember();
  }, [opening, ready, content]);

  // Pictures that arrive and a field that grows move things as well.
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const observer = new ResizeObserver(() => restore());
    observer.observe(box);
    if (box.firstElementChild) observer.observe(box.firstElementChild);
    const onScroll = () => remember();
    box.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener("scroll", onScroll);
    };
  }, []);

  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    pinned.current = true;
    box.scrollTop = box.scrollHeight;
  }, []);
  return { scroller, isAtEnd, toEnd };
}
