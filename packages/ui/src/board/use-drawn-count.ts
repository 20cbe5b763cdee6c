"use client";

import { type RefObject, useEffect, useRef, useState } from "react";

/** Cards drawn at first and with each step: some more than a lane shows at once. */
const step = 20;
/** Drawn so far ahead, scrolling does not arrive at an end that is none. */
const ahead = "800px";

/**
 * How many of a lane's cards are drawn: more as its end comes into sight. Each card drawn is measured when one is lifted,
 * so that a board which drew thousands would take seconds to begin a drag.
 * @param waits while a card is dragged: cards that come meanwhile would be no places to drop it
 */
export function useDrawnCount(total: number, waits: boolean): { count: number; end: RefObject<HTMLDivElement | null> } {
  const [count, setCount] = useState(step);
  const end = useRef<HTMLDivElement>(null);
  const isWhole = count >= total;
  // Each step looks again: an end that stays in sight tells an observer nothing new.
  useEffect(() => {
    const element = end.current;
    if (!element || isWhole || waits) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setCount(count + step);
      },
      { root: element.closest("[data-board]"), rootMargin: ahead },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [count, isWhole, waits]);
  return { count: Math.min(count, total), end };
}
