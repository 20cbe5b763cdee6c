import { type SearchableTable, searchFilter } from "@steward/db";
import type { AnyColumn, SQL } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";

/** Whether a record is among the hits of a search; nothing typed leaves nothing out. */
export function matchesSearch(_ctx: ServiceContext, column: AnyColumn, search: string | undefined): SQL | undefined {
  return searchFilter(column.table as SearchableTable, search);
}
