import type { ReactNode } from "react";
import type { Tone } from "../part/status-badge.tsx";

export type CalendarView = "month" | "week";

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

interface CalendarEntry {
  readonly id: string;
  readonly title: string;
  readonly tone?: Tone | undefined;
  /** Finished: struck through, and said. */
  readonly done?: boolean | undefined;
  /** It cannot be moved, and why. */
  readonly locked?: string | undefined;
}

/** Whole days, both inclusive, as ISO days: they are the same days wherever the reader is. */
export interface AllDayEvent extends CalendarEntry {
  readonly allDay: true;
  readonly start: string;
  readonly end: string;
}

/** From one instant to before another (ISO 8601), shown on the clock of the reader's zone. */
export interface TimedEvent extends CalendarEntry {
  readonly allDay: false;
  readonly start: string;
  readonly end: string;
}

export type CalendarEvent = AllDayEvent | TimedEvent;

export interface CalendarProps<Event extends CalendarEvent> {
  /** What is shown, for screen readers: `Due tasks`. */
  label: string;
  view: CalendarView;
  /** Without it the view cannot be changed here. */
  onViewChange?: (view: CalendarView) => void;
  /** An ISO day of the month or week that is shown; the caller keeps it in the address. */
  day: string;
  onDayChange: (day: string) => void;
  /** Today in the reader's or the organisation's zone, as an ISO day. */
  today: string;
  weekStartsOn?: Weekday;
  /** At least those of `calendarRange(view, day, weekStartsOn)`. */
  events: readonly Event[];
  loading?: boolean;
  /** Days that are not working days are shaded. Default: Monday to Friday are. */
  isWorkingDay?: (day: string) => boolean;
  /** Events are links; without it they are not, and `onOpen` may open them. */
  eventHref?: (event: Event) => string;
  onOpen?: (event: Event) => void;
  /**
   * An event was dropped on another day, by pointer or keyboard; `start` and `end` are as the event's own, a timed one
   * at the same time of the clock there. Shown at once; a rejection takes it back and is said. Resolve when `events`
   * have caught up. Without it nothing moves.
   */
  onMove?: (eventId: string, to: { start: string; end: string }) => Promise<unknown>;
  /** A click on an empty day, Enter on it, or the button in a day's list. */
  onAdd?: (day: string) => void;
  /** Right end of the toolbar. */
  tools?: ReactNode;
}
