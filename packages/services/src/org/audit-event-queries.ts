import type { ListAuditEventsInput } from "@steward/contracts/org/audit-event";
import type { KeysetOptions } from "@steward/db";
import { auditEvent, member } from "@steward/db/schema";
import { and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { containsText, type ServiceContext, withinDays } from "../kernel/index.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** How a list of events is paged. */
export function keysetOf({ sort, limit, cursor }: ListAuditEventsInput): KeysetOptions {
  return { sort, by: auditEvent.createdAt, id: auditEvent.id, limit, cursor };
}

/**
 * The condition of a search and filter.
 *
 * Under row level security a text search over the events would read every one of them. So what was typed is first looked
 * for where it is cheap — among the members, and among the few names events have — and the events are then asked for by
 * ids and names, which indexes find.
 */
export async function whereAuditEvents(
  ctx: ServiceContext,
  { search, filter }: Pick<ListAuditEventsInput, "search" | "filter">,
): Promise<SQL | undefined> {
  const { name, address, entityId, actorId, requestId, on } = filter;
  const [ofAddress, found] = await Promise.all([
    address ? namesWhere(ctx, sql`starts_with(name, ${`${address}.`})`) : undefined,
    search ? whereSearch(ctx, search) : undefined,
  ]);
  return and(
    name ? eq(auditEvent.name, name) : undefined,
    ofAddress && and(inNames(ofAddress), eq(auditEvent.address, address ?? "")),
    entityId ? eq(auditEvent.entityId, entityId) : undefined,
    actorId ? eq(auditEvent.actorId, actorId) : undefined,
    requestId ? eq(auditEvent.requestId, requestId) : undefined,
    ...withinDays(ctx, auditEvent.createdAt, on?.from, on?.to),
    found,
  );
}

async function whereSearch(ctx: ServiceContext, search: string): Promise<SQL | undefined> {
  if (uuid.test(search)) return eq(auditEvent.entityId, search);
  const [actors, names] = await Promise.all([
    ctx.db
      .select({ id: member.id })
      .from(member)
      .where(containsText(search, member.name, member.email)),
    namesWhere(ctx, sql`position(lower(${search}) in lower(name)) > 0`),
  ]);
  return or(
    inArray(
      auditEvent.actorId,
      actors.map(({ id }) => id),
    ),
    inNames(names),
    // Operators are no members: what they did stands under their name alone, and there is little of it.
    and(isNull(auditEvent.actorId), containsText(search, auditEvent.actorName)),
  );
}

const inNames = (names: readonly string[]) => inArray(auditEvent.name, [...names]);

/** The names of events the organisation has that meet a condition: one step in the index per name, not per event. */
async function namesWhere(ctx: ServiceContext, condition: SQL): Promise<string[]> {
  const { rows } = await ctx.db.execute<{ name: string }>(
    sql`with recursive names as (
          (select name from ${auditEvent} order by name limit 1)
          union all
          select (select e.name from ${auditEvent} e where e.name > names.name order by e.name limit 1)
          from names where names.name is not null
        )
        select name from names where name is not null and ${condition}`,
  );
  return rows.map(({ name }) => name);
}
