"use client";

import { Tooltip } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useLocale } from "../theme/locale.tsx";
import { Absent } from "./money.tsx";
import { dateText, relativeText } from "./relative.ts";

type Moment = string | Date | null | undefined;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

// One clock for the page: a hundred relative times in a list share one timer.
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const notify of listeners) notify();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const currentMinute = () => Math.floor(Date.now() / 30_000) * 30_000;

function isoOf(value: string | Date): string {
  return typeof value === "string" ? value : value.toISOString();
}

/** A date, or a date with time, in the organisation's zone. */
export function DateText({ value, withTime = false }: { value: Moment; withTime?: boolean }) {
  const settings = useLocale();
  if (!value) return <Absent />;
  const text = dateText(value, { ...settings, withTime });
  if (!text) return <Absent />;
  return (
    <time dateTime={isoOf(value)} style={{ whiteSpace: "nowrap" }} suppressHydrationWarning>
      {text}
    </time>
  );
}

/** `3 hours ago`, with the exact moment on hover. Prints the date on the server, the distance in the browser. */
export function RelativeTime({ value }: { value: Moment }) {
  const settings = useLocale();
  const now = useSyncExternalStore<number | null>(subscribe, currentMinute, () => null);
  if (!value) return <Absent />;
  const exact = dateText(value, { ...settings, withTime: true });
  if (!exact) return <Absent />;
  const shown = now === null ? exact : relativeText(new Date(value).getTime(), now, settings);
  return (
    <Tooltip label={exact}>
      <time dateTime={isoOf(value)} style={{ whiteSpace: "nowrap" }} suppressHydrationWarning>
        {shown}
      </time>
    </Tooltip>
  );
}
