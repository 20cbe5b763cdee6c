import { isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** Where a record is that is deleted softly: in its lists, or in the bin. */
export type BinState = "there" | "removed";

/** That records are where they are said to be. */
export const isIn = (deletedAt: PgColumn, state: BinState): SQL =>
  state === "there" ? isNull(deletedAt) : isNotNull(deletedAt);

/** What takes them away from where they are: into the bin, or out of it. */
export const awayFrom = (state: BinState): { deletedAt: SQL | null } => ({
  deletedAt: state === "there" ? sql`now()` : null,
});
