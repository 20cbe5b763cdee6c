import type { ConsumerDefinition } from "@steward/contracts";
import { consumes, maxEventDepth } from "@steward/contracts";
import { type EventPosition, writeEventMessage } from "@steward/contracts/kernel/live";
import { uuidv7 } from "@steward/db";
import { eventRelay } from "@steward/db/schema";
import type { SystemDatabase, SystemDb } from "@steward/db/system";
import { and, eq, sql } from "drizzle-orm";

/** The one relay of an installation. */
const relayName = "main";
/** Silence after which another worker takes over. */
const leaseMs = 3_000;
const batchSize = 500;

/** Who hands events on, to whom, and how everybody else is told. */
export interface RelayOptions {
  readonly system: SystemDatabase;
  /** Names this worker among those that could do it. */
  readonly holder: string;
  readonly consumers: readonly ConsumerDefinition[];
  /** Tells all processes; what could not be told is the publisher's to make good. */
  publish(messages: readonly string[]): Promise<void>;
}

export interface RelayedBatch {
  readonly events: number;
  readonly jobs: number;
  /** Events at the end of too long a chain, handed to nobody. */
  readonly cut: readonly { readonly id: string; readonly tenantId: string; readonly name: string }[];
  /** Whether there may be more. */
  readonly full: boolean;
}

/** An event of any organisation, as the relay reads it. */
export interface RelayedEvent extends Record<string, unknown>, EventPosition {
  readonly tenantId: string;
  readonly name: string;
  readonly entityId: string;
  readonly actorId: string | null;
  readonly requestId: string;
  readonly depth: number;
  readonly audience: readonly string[] | null;
}

/**
 * Holds the relay for the next seconds, or learns that somebody else does (null). A worker that is killed is followed when
 * its lease has run out.
 */
export async function holdRelay({ system, holder }: RelayOptions): Promise<EventPosition | null> {
  const [held] = await system
    .update(eventRelay)
    .set({ holder, heldUntil: sql`now() + ${leaseMs} * interval '1 millisecond'` })
    .where(and(eq(eventRelay.name, relayName), sql`(holder = ${holder} or holder is null or held_until < now())`))
    .returning({ xid: eventRelay.xid, id: eventRelay.eventId });
  return held ?? null;
}

/** Puts the relay down, so that another worker need not wait for the lease to run out. */
export async function releaseRelay({ system, holder }: RelayOptions): Promise<void> {
  await system.update(eventRelay).set({ holder: null }).where(eq(eventRelay.holder, holder));
}

/**
 * Hands on the events after a position, in the order of their transactions: everybody is told, then the jobs of their
 * consumers are asked for in the transaction that moves the position. Whoever dies in between has told some events twice,
 * which listeners notice by their positions, and none never. Where another worker has moved on meanwhile, nothing is done
 * and null is returned: the position is to be asked for again.
 *
 * Only what is below the oldest running transaction is read: a transaction that began earlier and commits later would
 * be left out for ever by one who had passed its number.
 */
export async function relayBatch(
  options: RelayOptions,
  from: EventPosition,
): Promise<(RelayedBatch & { readonly position: EventPosition }) | null> {
  const { system, consumers, publish } = options;
  const events = await readEvents(system, from);
  const last = events.at(-1);
  if (!last) return { events: 0, jobs: 0, cut: [], full: false, position: from };
  await publish(events.map(writeEventMessage));
  const jobs = events.flatMap((event) => jobsFor(event, consumers));
  const moved = await system.transaction(async (db) => {
    const { rowCount } = await db
      .update(eventRelay)
      .set({ xid: last.xid, eventId: last.id })
      .where(and(eq(eventRelay.name, relayName), eq(eventRelay.xid, from.xid), eq(eventRelay.eventId, from.id)));
    if (rowCount === 1) await enqueueAll(db, jobs);
    return rowCount === 1;
  });
  if (!moved) return null;
  return {
    events: events.length,
    jobs: jobs.length,
    cut: events.filter(({ depth }) => depth >= maxEventDepth).map(({ id, tenantId, name }) => ({ id, tenantId, name })),
    full: events.length === batchSize,
    position: { xid: last.xid, id: last.id },
  };
}

async function readEvents(system: SystemDb, { xid, id }: EventPosition): Promise<RelayedEvent[]> {
  const { rows } = await system.execute<RelayedEvent>(
    sql`select id, tenant_id as "tenantId", xid::text as xid, name, entity_id as "entityId", actor_id as "actorId",
          request_id as "requestId", depth, audience
        from audit_event e
        where e.xid >= ${xid}::xid8 and (e.xid, e.id) > (${xid}::xid8, ${id}::uuid)
          and e.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by e.xid, e.id limit ${batchSize}`,
  );
  return rows;
}

/** How far behind the relay is. */
export interface RelayState {
  /** How long the oldest event has been waiting; 0 where none is. */
  readonly lagSeconds: number;
  readonly waiting: number;
}

/** The depth is counted up to here: whoever looks at it wants to know whether it is much. */
const maxCounted = 100_000;

export async function relayState(system: SystemDb): Promise<RelayState> {
  const { rows } = await system.execute<{ lag: number; waiting: number }>(
    sql`select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 as lag, count(*)::int as waiting
        from (
          select e.created_at from event_relay r, audit_event e
          where r.name = ${relayName} and e.xid >= r.xid and (e.xid, e.id) > (r.xid, r.event_id)
          limit ${maxCounted}
        ) waiting`,
  );
  return { lagSeconds: rows[0]?.lag ?? 0, waiting: rows[0]?.waiting ?? 0 };
}

/** A consumer's job, in the shape that `enqueue_event_jobs` takes. */
export interface EventJob {
  readonly id: string;
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What an event sets off. Nothing where too many others led to it. */
export function jobsFor(event: RelayedEvent, consumers: readonly ConsumerDefinition[]): EventJob[] {
  const { id, tenantId, name, actorId, requestId, depth } = event;
  if (depth >= maxEventDepth) return [];
  return consumers
    .filter((consumer) => consumes(consumer, name))
    .map(({ job }) => ({
      id: uuidv7(),
      name: job.name,
      data: {
        tenantId,
        memberId: actorId,
        impersonator: null,
        requestId,
        payload: { eventId: id },
        cause: { id, depth },
      },
    }));
}

/** Asks for the jobs of consumers, in the caller's transaction. */
export async function enqueueAll(db: SystemDb, jobs: readonly EventJob[]): Promise<void> {
  if (jobs.length > 0) await db.execute(sql`select enqueue_event_jobs(${JSON.stringify(jobs)}::jsonb)`);
}
