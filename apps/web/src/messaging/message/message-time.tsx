"use client";

import { useLocale } from "@steward/ui";

const formats = new Map<string, Intl.DateTimeFormat>();

function timeText(at: Date, locale: string, timeZone: string): string {
  const key = `${locale} ${timeZone}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { timeZone, hour: "2-digit", minute: "2-digit" });
    formats.set(key, format);
  }
  return format.format(at);
}

/** The hour and minute; the day stands above. */
export function MessageTime({ at, className }: { at: Date; className?: string | undefined }) {
  const { locale, timeZone } = useLocale();
  const whole = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "full", timeStyle: "short" }).format(at);
  return (
    <time
      dateTime={at.toISOString()}
      title={whole}
      className={className}
      style={className ? undefined : { fontSize: "var(--mantine-font-size-xs)", color: "var(--mantine-color-dimmed)" }}
    >
      {timeText(at, locale, timeZone)}
    </time>
  );
}
