export { Calendar } from "./calendar.tsx";
export { calendarRange } from "./range.ts";
export type {
  AllDayEvent,
  CalendarEvent,
  CalendarProps,
  CalendarView,
  TimedEvent,
  Weekday,
} from "./types.ts";
