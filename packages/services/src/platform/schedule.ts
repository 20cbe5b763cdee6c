import type { ScheduleDefinition } from "@steward/contracts";
import { schedules as allSchedules } from "@steward/contracts/schedules";
import { uuidv7 } from "@steward/db";
import { tenant } from "@steward/db/schema";
import type { SystemDatabase, SystemDb } from "@steward/db/system";
import { CronExpressionParser } from "cron-parser";
import { type SQL, sql } from "drizzle-orm";
import { enqueueAll } from "./event-relay.ts";
import type { QueueState } from "./operator-health.ts";

/** Any number, as long as nobody else locks it. */
const scheduleLock = 7_253_104_886;
/** As many as are planned in one transaction. */
const batchSize = 1_000;

/** What of a schedule is to be planned anew: for the first time, because its time has come, or by another clock. */
interface Plan extends Record<string, unknown> {
  name: string;
  tenantId: string | null;
  cron: string;
  timeZone: string;
  /** The time has come, and the last run is over. */
  isDue: boolean;
}

/**
 * Asks for the jobs whose time has come, and notes when they are due next: both in one transaction, of which there is one
 * at a time, so that however many workers look, each time is asked for once. Of several times that have passed, the last
 * is asked for. What is declared for the first time begins with its next time.
 *
 * @param at now by the database's clock, so that workers whose clocks differ agree
 * @returns how many jobs were asked for, and whether there may be more
 */
export async function askForDue(
  system: SystemDatabase,
  schedules: readonly ScheduleDefinition[],
  at?: Date,
): Promise<{ asked: number; full: boolean }> {
  return system.transaction(async (db) => {
    const { rows } = await db.execute<{ mine: boolean; now: string }>(
      sql`select pg_try_advisory_xact_lock(${scheduleLock}::bigint) as mine, to_json(now()) as now`,
    );
    const [row] = rows;
    if (!row?.mine) return { asked: 0, full: false };
    const now = at ?? new Date(row.now);
    const plans = await findPlans(db, schedules, now);
    if (plans.length === 0) return { asked: 0, full: false };
    const timesOf = clock(now);
    const due = plans.filter(({ isDue }) => isDue);
    const saved = plans.map(({ isDue, ...plan }) => {
      const { next, last } = timesOf(plan);
      return { ...plan, dueAt: next, ...(isDue && { askedAt: last }) };
    });
    await db.execute(sql`select save_schedule_plans(${JSON.stringify(saved)}::jsonb)`);
    await enqueueAll(
      db,
      due.map((plan) => jobOf(plan, timesOf(plan).last)),
    );
    return { asked: due.length, full: plans.length === batchSize };
  });
}

async function findPlans(db: SystemDb, schedules: readonly ScheduleDefinition[], now: Date): Promise<Plan[]> {
  const { rows } = await db.execute<Plan>(
    sql`select s.name, t.id as "tenantId", s.cron, coalesce(s."timeZone", t.time_zone) as "timeZone",
          coalesce(p.due_at <= ${now.toISOString()}::timestamptz and not p.busy, false) as "isDue"
        from ${declared(schedules)}
        left join ${tenant} t on s.per = 'tenant' and t.purge_after is null and t.suspended_at is null
        left join schedule_plans(${now.toISOString()}::timestamptz) p on p.name = s.name and ${sameOwner}
        where (s.per = 'platform' or t.id is not null) and (p.name is null or p.cron <> s.cron
          or p.time_zone <> coalesce(s."timeZone", t.time_zone)
          or (p.due_at <= ${now.toISOString()}::timestamptz and not p.busy))
        limit ${batchSize}`,
  );
  return rows;
}

function declared(schedules: readonly ScheduleDefinition[]): SQL {
  const rows = schedules.map(({ job, cron, per, timeZone }) => ({ name: job.name, cron, per, timeZone }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (name text, cron text, per text, "timeZone" text)`;
}

/** As an equality, which is found by a hash; `is not distinct from` would compare everybody with everybody. */
const nobody = sql`'00000000-0000-0000-0000-000000000000'::uuid`;
const sameOwner = sql`coalesce(p.tenant_id, ${nobody}) = coalesce(t.id, ${nobody})`;

/** The times before and after an instant, each clock asked once. */
function clock(now: Date): (plan: Pick<Plan, "cron" | "timeZone">) => { last: string; next: string } {
  const known = new Map<string, { last: string; next: string }>();
  return ({ cron, timeZone }) => {
    const key = `${cron} ${timeZone}`;
    const times = known.get(key) ?? timesAround(cron, timeZone, now);
    known.set(key, times);
    return times;
  };
}

/**
 * The last time that has come and the next one, as ISO instants. An hour that a clock skips in spring moves what is due in it
 * behind the gap; of an hour that comes twice in autumn, the first counts for what is due once a day.
 */
export function timesAround(cron: string, timeZone: string, now: Date): { last: string; next: string } {
  const from = (currentDate: Date) => CronExpressionParser.parse(cron, { tz: timeZone, currentDate });
  // What is due this very second has come.
  let last = from(new Date(now.getTime() + 1_000))
    .prev()
    .toDate();
  let next = from(last).next().toDate();
  // On its way back the parser passes over what a skipped hour has moved.
  while (next <= now) {
    last = next;
    next = from(last).next().toDate();
  }
  return { last: last.toISOString(), next: next.toISOString() };
}

function jobOf({ name, tenantId }: Plan, dueAt: string) {
  const requestId = uuidv7();
  return { id: uuidv7(), name, data: { tenantId, memberId: null, requestId, payload: { dueAt } } };
}

/** Work by the clock, for the operator's console. */
export interface ScheduleState extends Omit<QueueState, "name"> {
  name: string;
  description: string;
  cron: string;
  /** Null where each organisation's own clock counts. */
  timeZone: string | null;
  /** How many organisations it is planned for; null for work of the whole installation. */
  organisations: number | null;
  /** The earliest, where organisations differ. */
  nextAt: Date | null;
  /** The last time that was asked for. */
  lastAt: Date | null;
}

interface PlannedRow extends Record<string, unknown> {
  name: string;
  organisations: number;
  nextAt: string;
  lastAt: string | null;
  waiting: number | null;
  active: number | null;
  failed: number | null;
}

export async function listSchedules(
  db: SystemDb,
  schedules: readonly ScheduleDefinition[] = allSchedules,
): Promise<ScheduleState[]> {
  const { rows } = await db.execute<PlannedRow>(
    sql`select p.name, p.organisations, p."nextAt", p."lastAt", q.waiting, q.active, q.failed
        from (
          select name, count(tenant_id)::int as organisations, to_json(min(due_at)) as "nextAt",
            to_json(max(asked_at)) as "lastAt"
          from schedule_plans(now()) group by name
        ) p
        left join jsonb_to_recordset(platform_state() -> 'queues') as q (name text, waiting int, active int, failed int)
          on q.name = p.name`,
  );
  return schedules.map(({ job, description, cron, per, timeZone }) => {
    const row = rows.find(({ name }) => name === job.name);
    return {
      name: job.name,
      description,
      cron,
      timeZone,
      organisations: per === "tenant" ? (row?.organisations ?? 0) : null,
      nextAt: row ? new Date(row.nextAt) : null,
      lastAt: row?.lastAt ? new Date(row.lastAt) : null,
      waiting: row?.waiting ?? 0,
      active: row?.active ?? 0,
      failed: row?.failed ?? 0,
    };
  });
}
