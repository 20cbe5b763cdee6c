import { pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { systemOnly } from "../auth/user.ts";
import { transactionNumber } from "./columns.ts";

/**
 * How far the relay has come in the order of events: what is at or before this place has been handed on. One worker does
 * it at a time; the others look whether its lease has run out.
 */
export const eventRelay = pgTable(
  "event_relay",
  {
    name: text("name").primaryKey(),
    xid: transactionNumber("xid").notNull(),
    eventId: uuid("event_id").notNull(),
    /** The worker that hands events on; null where it has put that down. */
    holder: text("holder"),
    heldUntil: timestamp("held_until", { withTimezone: true }).notNull().defaultNow(),
  },
  () => [systemOnly("event_relay")],
);
