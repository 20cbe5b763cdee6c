import { firstEventId } from "@steward/contracts/kernel/live";
import type pg from "pg";

/**
 * Puts events back into the order of this server's transactions. A copy that was restored elsewhere holds numbers of the
 * server it came from: the relay would wait until this one has counted as far, and then tell old events among new ones.
 * What was told there goes before everything, what was not becomes the next to be told. Finds nothing on any other start.
 */
export async function mendEventOrder(client: pg.Client): Promise<void> {
  await client.query("begin");
  try {
    const { rows } = await client.query<{ foreign: boolean }>(
      `select exists (select from audit_event where xid >= pg_snapshot_xmax(pg_current_snapshot()))
         or exists (select from event_relay where xid >= pg_snapshot_xmax(pg_current_snapshot())) as foreign`,
    );
    if (rows[0]?.foreign) {
      await client.query(
        `update audit_event e set xid = case when (e.xid, e.id) <= (r.xid, r.event_id) then '1'::xid8 else pg_current_xact_id() end
         from event_relay r where r.name = 'main'`,
      );
      await client.query("update event_relay set xid = pg_current_xact_id(), event_id = $1", [firstEventId]);
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
