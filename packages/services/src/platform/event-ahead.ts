import type { EventPosition } from "@steward/contracts/kernel/live";
import type { SystemDb } from "@steward/db/system";
import { sql } from "drizzle-orm";
import type { RelayedEvent } from "./event-relay.ts";

/** Held back for so long, an event's screens are told ahead of its turn. Ordinary transactions are over by then. */
const patienceMs = 300;
/** As many as are looked at while one transaction holds them back. */
const maxAhead = 2_000;

/**
 * Events that are committed and wait for their turn only because an older transaction still runs: a large import, which may
 * take a minute. Whoever is told of them twice must not mind, because they are told again in their turn.
 */
export async function readAhead(system: SystemDb, { xid, id }: EventPosition): Promise<RelayedEvent[]> {
  const { rows } = await system.execute<RelayedEvent>(
    sql`select id, tenant_id as "tenantId", xid::text as xid, name, entity_id as "entityId", actor_id as "actorId",
          request_id as "requestId", depth, audience
        from audit_event e
        where e.xid >= ${xid}::xid8 and (e.xid, e.id) > (${xid}::xid8, ${id}::uuid)
          and e.xid >= pg_snapshot_xmin(pg_current_snapshot())
          and e.created_at < clock_timestamp() - ${patienceMs} * interval '1 millisecond'
        order by e.xid, e.id limit ${maxAhead}`,
  );
  return rows;
}
