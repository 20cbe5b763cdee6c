import { bigint, integer, text, timestamp } from "drizzle-orm/pg-core";

/** When a record last changed, and how often: `version` lets a writer notice that somebody was faster. */
export const revision = () => ({
  updatedAt: timestamp("updated_at", { withTimezone: true })
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date()),
  version: integer("version").notNull().default(1),
});

/** Soft deletion: lists leave the record out, undo brings it back. */
export const softDelete = () => ({ deletedAt: timestamp("deleted_at", { withTimezone: true }) });

/** Lower-cased, accent-free words people search a record by; written by the service beside the columns it is made of. */
export const searchText = () => ({ searchText: text("search_text").notNull().default("") });

/** Integer minor units of a currency that stands beside it. */
export const minor = (name: string) => bigint(name, { mode: "number" });
