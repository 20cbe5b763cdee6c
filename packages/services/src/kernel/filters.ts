import { type AnyColumn, ilike, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { ServiceContext } from "./context.ts";

/** `none` (or null) among the ids finds records that name nobody. Undefined and empty filters leave nothing out. */
export function anyIdOf(column: AnyColumn, ids: readonly (string | null)[] | undefined): SQL | undefined {
  if (!ids?.length) return undefined;
  const named = ids.filter((id) => id !== null && id !== "none");
  const conditions = [
    ...(named.length > 0 ? [inArray(column, named)] : []),
    ...(named.length < ids.length ? [isNull(column)] : []),
  ];
  return or(...conditions);
}

/** Instants within calendar days of the organisation, both included. */
export function withinDays(
  ctx: Pick<ServiceContext, "tenant">,
  column: AnyColumn,
  from: string | undefined,
  to: string | undefined,
): (SQL | undefined)[] {
  const { timeZone } = ctx.tenant;
  return [
    from ? sql`${column} >= (${from}::date)::timestamp at time zone ${timeZone}` : undefined,
    to ? sql`${column} < (${to}::date + 1)::timestamp at time zone ${timeZone}` : undefined,
  ];
}

/** Whether one of the columns contains the text, whatever its case; for small tables and second filters. */
export function containsText(text: string | undefined, ...columns: AnyColumn[]): SQL | undefined {
  if (!text) return undefined;
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return or(...columns.map((column) => ilike(column, pattern)));
}
