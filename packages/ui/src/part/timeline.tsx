"use client";

import type { ReactNode } from "react";
import { RelativeTime } from "./date-text.tsx";
import type { IconComponent } from "./icon.ts";
import { type Tone, toneColour } from "./status-badge.tsx";
import classes from "./timeline.module.css";

export interface TimelineItem {
  id: string;
  icon: IconComponent;
  tone?: Tone;
  /** One sentence: who did what. */
  title: ReactNode;
  at: string | Date;
  /** Notes, quoted text, changed values. */
  body?: ReactNode;
  actions?: ReactNode;
}

/** What happened to a record, newest first as given. */
export function Timeline({ items, label = "Activity" }: { items: readonly TimelineItem[]; label?: string }) {
  return (
    <ol className={classes.list} aria-label={label}>
      {items.map(({ id, icon: Icon, tone = "neutral", title, at, body, actions }) => (
        <li key={id} className={classes.item}>
          <span
            className={classes.bullet}
            style={{
              background: `var(--mantine-color-${toneColour(tone)}-light)`,
              color: `var(--mantine-color-${toneColour(tone)}-light-color)`,
            }}
          >
            <Icon size={14} stroke={1.8} aria-hidden />
          </span>
          <div className={classes.content}>
            <div className={classes.head}>
              <span className={classes.title}>{title}</span>
              <span className={classes.time}>
                <RelativeTime value={at} />
              </span>
              {actions}
            </div>
            {body ? <div className={classes.body}>{body}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
