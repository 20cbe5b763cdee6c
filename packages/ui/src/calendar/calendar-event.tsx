"use client";

import { UnstyledButton, VisuallyHidden } from "@mantine/core";
import Link from "next/link";
import type { CSSProperties } from "react";
import { toneColour } from "../part/status-badge.tsx";
import classes from "./calendar.module.css";
import type { DatedEvent } from "./days.ts";
import type { CalendarEvent, CalendarProps } from "./types.ts";
import { eventText } from "./words.ts";

interface EventLinkProps<Event extends CalendarEvent> extends Pick<CalendarProps<Event>, "eventHref" | "onOpen"> {
  dated: DatedEvent<Event>;
  locale: string;
  className: string | undefined;
  style?: CSSProperties;
  tabIndex?: number;
  isHeld?: boolean;
  /** Cut at the beginning or the end of a week. */
  cut?: { start: boolean; end: boolean };
  describedBy?: string | undefined;
  /** Anything else than the time and the title. */
  detail?: string;
}

/** An event in its tone: a link where it leads somewhere, a button where it opens. */
export function EventLink<Event extends CalendarEvent>(props: EventLinkProps<Event>) {
  const { dated, locale, className, style, tabIndex, isHeld, cut, describedBy, detail, eventHref, onOpen } = props;
  const { event, time } = dated;
  const colour = toneColour(event.tone ?? "accent");
  const shared = {
    className,
    "data-event": event.id,
    "data-held": isHeld || undefined,
    "data-cut-start": cut?.start || undefined,
    "data-cut-end": cut?.end || undefined,
    "data-locked": event.locked === undefined ? undefined : true,
    "aria-describedby": event.locked === undefined ? describedBy : undefined,
    title: event.title,
    tabIndex,
    style: {
      ...style,
      "--event-tint": `var(--mantine-color-${colour}-light)`,
      "--event-ink": `var(--mantine-color-${colour}-light-color)`,
    } as CSSProperties,
  };
  const content = (
    <>
      {time === undefined ? null : <span className={classes.time}>{time}</span>}
      <span className={classes.eventTitle} data-done={event.done || undefined}>
        {event.title}
      </span>
      {detail ? <span className={classes.detail}>{detail}</span> : null}
      <VisuallyHidden>, {eventText(dated, locale)}</VisuallyHidden>
    </>
  );
  if (!eventHref) {
    return (
      <UnstyledButton {...shared} onClick={() => onOpen?.(event)}>
        {content}
      </UnstyledButton>
    );
  }
  return (
    <Link {...shared} href={eventHref(event)} prefetch={false}>
      {content}
    </Link>
  );
}
