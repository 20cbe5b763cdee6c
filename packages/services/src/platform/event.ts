import { AppError, type ConsumerDefinition } from "@steward/contracts";
import { consumers as allConsumers } from "@steward/contracts/consumers";
import {
  maxReplayed,
  type OperatorEventReason,
  type ReplayEventsInput,
  receiptsKeptDays,
} from "@steward/contracts/operator/event";
import { eventRelay, tenant } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { type SQL, sql } from "drizzle-orm";
import { enqueueAll, jobsFor, type RelayedEvent, type RelayState, relayState } from "./event-relay.ts";
import { inTransaction, type OperatorContext, recordForPlatform } from "./operator-record.ts";

const dayMs = 86_400_000;

/** How events get on, for the operator's console. */
export interface EventState extends RelayState {
  /** Whether a worker hands events on at the moment. */
  relaying: boolean;
  /** By name, with what each is told of. */
  consumers: { name: string; on: readonly string[] }[];
}

export async function getEventState(db: SystemDb): Promise<EventState> {
  const [state, [relay]] = await Promise.all([
    relayState(db),
    db.select({ held: sql<boolean>`holder is not null and held_until > now()` }).from(eventRelay),
  ]);
  const consumers = allConsumers.map(({ job, on }) => ({ name: job.name, on }));
  return { ...state, relaying: relay?.held ?? false, consumers };
}

/** What was handed over. */
export interface Replay {
  events: number;
  jobs: number;
}

/**
 * Hands the events of a time to their consumers once more: after a consumer was repaired, or added. A
 * consumer that has done its work for an event does not do it again.
 *
 * Throws LIMIT `event.replay_too_large` for more than ten thousand events, INVALID `event.replay_too_old` for a time of
 * which nobody knows any more what was done, INVALID `event.consumer_unknown`.
 */
export async function replayEvents(
  ctx: OperatorContext,
  input: ReplayEventsInput,
  consumers: readonly ConsumerDefinition[] = allConsumers,
): Promise<Replay> {
  const { consumer: only, name } = input;
  const chosen = only === undefined ? consumers : consumers.filter(({ job }) => job.name === only);
  if (only !== undefined && chosen.length === 0) {
    throw new AppError<OperatorEventReason>("INVALID", "event.consumer_unknown", { consumer: only });
  }
  if (input.from.getTime() < Date.now() - receiptsKeptDays * dayMs) {
    throw new AppError<OperatorEventReason>("INVALID", "event.replay_too_old", { days: receiptsKeptDays });
  }
  return inTransaction(ctx, async (inner) => {
    const events = await findEvents(inner.db, input);
    if (events.length > maxReplayed) {
      throw new AppError<OperatorEventReason>("LIMIT", "event.replay_too_large", { max: maxReplayed });
    }
    const jobs = events.flatMap((event) => jobsFor(event, chosen));
    await enqueueAll(inner.db, jobs);
    const replayed = { events: events.length, jobs: jobs.length };
    await recordForPlatform(inner, {
      name: "operator.events_replayed",
      tenantId: input.tenantId ?? null,
      details: {
        from: input.from.toISOString(),
        to: input.to.toISOString(),
        ...(name && { name }),
        ...(only && { consumer: only }),
        ...replayed,
      },
    });
    return replayed;
  });
}

/** One organisation after the other: in each, an index leads to a time. */
async function findEvents(db: SystemDb, { from, to, name, tenantId }: ReplayEventsInput): Promise<RelayedEvent[]> {
  const { rows } = await db.execute<RelayedEvent>(
    sql`select e.id, e.tenant_id as "tenantId", e.xid::text as xid, e.name, e.entity_id as "entityId",
          e.actor_id as "actorId", e.request_id as "requestId", e.depth
        from ${tenant} t cross join lateral (
          select * from audit_event e
          where e.tenant_id = t.id and e.created_at >= ${from.toISOString()}::timestamptz and e.created_at < ${to.toISOString()}::timestamptz
            and ${named(name)}
          limit ${maxReplayed + 1}
        ) e
        where ${tenantId ? sql`t.id = ${tenantId}::uuid` : sql`true`}
        order by e.xid, e.id limit ${maxReplayed + 1}`,
  );
  return rows;
}

function named(pattern: string | undefined): SQL {
  if (pattern === undefined || pattern === "*") return sql`true`;
  return pattern.endsWith("*") ? sql`starts_with(e.name, ${pattern.slice(0, -1)})` : sql`e.name = ${pattern}`;
}
