import { type EventMessage, type EventPosition, firstEventId } from "@steward/contracts/kernel/live";
import { firstUuidAt, type TenantDb } from "@steward/db";
import { type SQL, sql } from "drizzle-orm";

/** More than that, and whoever comes back is better off asking for everything anew. */
const maxEvents = 5_000;
/** Transactions of the whole installation between a place and now; looking through more takes too long. */
const maxDistance = 200_000;
/** Whoever has just come may have been shown what is this old. */
const freshMs = 60_000;

/** What happened in an organisation after a place, and the place up to which that is all. */
export interface Backlog {
  /** In order. Null where there was too much, or the place is of another time or installation. */
  readonly events: readonly EventMessage[] | null;
  readonly end: EventPosition;
}

interface BacklogRow extends Record<string, unknown> {
  horizon: string;
  stale: boolean;
  id: string | null;
  tenantId: string;
  xid: string;
  name: string;
  entityId: string;
  audience: string[] | null;
}

/**
 * Reads what somebody has missed since a place; of the last minute for somebody who comes without one.
 *
 * Like the relay it reads below the oldest running transaction only, so that the events to be heard from there on are
 * those that are not in here.
 */
export async function readBacklog(db: TenantDb, from: EventPosition | null): Promise<Backlog> {
  const { rows } = await db.execute<BacklogRow>(
    sql`select h.horizon::text as horizon, h.stale, e.id, e.tenant_id as "tenantId", e.xid::text as xid, e.name,
          e.entity_id as "entityId", e.audience
        from (
          select horizon, ${from ? isStale(from) : sql`false`} as stale
          from (select pg_snapshot_xmin(pg_current_snapshot()) as horizon) now
        ) h left join lateral (
          select id, tenant_id, xid, name, entity_id, audience from audit_event
          where not h.stale and xid < h.horizon and ${from ? after(from) : fresh()}
          order by audit_event.xid, audit_event.id limit ${maxEvents + 1}
        ) e on true
        order by e.xid, e.id`,
  );
  const [first] = rows;
  if (!first) throw new Error("PostgreSQL answered nothing about its transactions.");
  const events = rows.flatMap(({ id, tenantId, xid, name, entityId, audience }) =>
    id === null ? [] : [{ id, tenantId, xid, name, entityId, audience }],
  );
  const told = !first.stale && events.length <= maxEvents;
  return { events: told ? events : null, end: { xid: first.horizon, id: firstEventId } };
}

/** Of a server that has counted further than this one, or of long ago. */
const isStale = ({ xid }: EventPosition): SQL =>
  sql`(${xid}::xid8 > horizon or horizon::text::numeric - ${xid}::numeric > ${maxDistance})`;

const after = ({ xid, id }: EventPosition): SQL => sql`xid >= ${xid}::xid8 and (xid, id) > (${xid}::xid8, ${id}::uuid)`;

/** By its id, which is made when it happens: `created_at` is when its transaction began, perhaps minutes before. */
const fresh = (): SQL => sql`id >= ${firstUuidAt(new Date(Date.now() - freshMs))}::uuid`;
