import { auditEvent } from "@steward/db/schema";
import { and, desc, eq } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";
import { eventsById, type TimelineEvent } from "./account/timeline.ts";

const maxEvents = 100;

/** What happened to one record, newest first; the latest hundred events. Empty for an id that names nothing. */
export async function getRecordHistory(
  ctx: ServiceContext,
  address: "crm.deal" | "crm.lead",
  id: string,
): Promise<TimelineEvent[]> {
  const rows = await ctx.db
    .select({ id: auditEvent.id })
    .from(auditEvent)
    // The address as well: who may read deals may not read the audit trail of everything else.
    .where(and(eq(auditEvent.entityId, id), eq(auditEvent.address, address)))
    .orderBy(desc(auditEvent.id))
    .limit(maxEvents);
  const events = await eventsById(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.flatMap((row) => events.get(row.id) ?? []);
}
