"use client";

import { dayIn, dayName } from "@steward/contracts/kernel/day";
import { useLocale } from "@steward/ui";
import classes from "./message.module.css";
import type { MessageRow } from "./message-rows.ts";

/** Between messages: a day begins, or what is below was not seen yet. */
export function Separator({ row }: { row: Extract<MessageRow, { kind: "day" | "new" }> }) {
  const { locale, timeZone } = useLocale();
  return row.kind === "day" ? (
    <div className={classes.day} data-key={`day ${row.key}`}>
      <span>{dayName(row.key, dayIn(timeZone, new Date()), locale)}</span>
    </div>
  ) : (
    <div className={classes.new} data-row="new">
      <span>New</span>
    </div>
  );
}
