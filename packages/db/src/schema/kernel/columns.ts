import { sql } from "drizzle-orm";
import { bigint, customType, type ExtraConfigColumn, index, integer, text, timestamp } from "drizzle-orm/pg-core";

/**
 * What people call a record, in the order of a dictionary: "dambase" stands between "Condax" and "Domzoom", not behind
 * everything that begins with a capital. A collation of the column rather than `lower(name)`, because under row level
 * security only operators that are leakproof, as text's own are, may start an index scan at a page's position.
 */
export const nameText = customType<{ data: string }>({ dataType: () => 'text collate "und-x-icu"' });

/**
 * A record's place among its neighbours (`@steward/planning/rank`): compared byte by byte, so that PostgreSQL and
 * JavaScript agree on the order whatever the locale.
 */
export const rankText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

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

/**
 * The index a search by `searchText` runs on. New entries wait in a list that every search reads as a whole before they
 * are sorted in; the limit (kB) keeps that below two milliseconds, where the default of 4 MB costs fifteen.
 */
export const searchIndex = (name: string, table: { tenantId: ExtraConfigColumn; searchText: ExtraConfigColumn }) =>
  index(name).using("gin", table.tenantId, sql`${table.searchText} gin_trgm_ops`).with({ gin_pending_list_limit: 512 });

/** Integer minor units of a currency that stands beside it. */
export const minor = (name: string) => bigint(name, { mode: "number" });

export const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** The number of a transaction, as a decimal. */
export const transactionNumber = customType<{ data: string }>({ dataType: () => "xid8" });
