import { index, text, uuid } from "drizzle-orm/pg-core";
import { tenantTable } from "./tenant-table.ts";

/**
 * That a consumer has done its work for an event, written in the transaction that did it: however often the event is
 * handed over, its effect is there once. `id` is made of the two.
 */
export const eventReceipt = tenantTable(
  "event_receipt",
  {
    /** Or the job's, where a job is to be done once. */
    eventId: uuid("event_id").notNull(),
    consumer: text("consumer").notNull(),
  },
  // For upkeep, as in `idempotency_key`.
  (t) => [index("event_receipt_created_at").using("brin", t.createdAt)],
  { system: "write" },
);
