import type { JobDefinition } from "@steward/contracts";
import type pg from "pg";
import { PgBoss } from "pg-boss";
import { consoleFunctions } from "./job-console.ts";
import { scheduleStatements } from "./job-schedule.ts";

export const queueSchema = "pgboss";
/** Where jobs go that failed for good, with their payload and their last error, until somebody looks. */
export const deadLetterQueue = "dead";

const day = 86_400;
/** The shortest silence after which a worker counts as dead that pg-boss accepts; a job of a killed one then runs again. */
const heartbeatSeconds = 10;

function queueOptions({ options }: JobDefinition) {
  return {
    retryLimit: options.retries,
    retryDelay: options.retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: 3_600,
    expireInSeconds: options.timeoutSeconds,
    retentionSeconds: 14 * day,
    deleteAfterSeconds: 7 * day,
    heartbeatSeconds,
    deadLetter: deadLetterQueue,
    notify: true,
  };
}

/**
 * What a job of a group begins with, so that the groups of a queue take turns: the first waiting job of each, then the
 * second of each, and so on. pg-boss takes the highest priority first, so a job's turn is its priority below zero: one
 * after the last turn of its group, and not before the turn that is up now (start-time fair queueing). An organisation
 * that asks for a million jobs waits for them itself; whoever asks for one meanwhile is next but a few.
 */
const turnOf = (group: string) => `least(
      coalesce((select w.priority from ${queueSchema}.job w
        where w.name = q.name and w.state < 'active' and not w.blocked and w.start_after <= now()
        order by w.priority desc limit 1), 0),
      coalesce((select min(w.priority) from ${queueSchema}.job w
        where w.name = q.name and w.group_id = ${group} and w.state < 'active'), 1) - 1)`;

/** Finds the last turn of a group. */
const turnIndex = `create index if not exists job_turn on ${queueSchema}.job (name, group_id, priority)
  where state < 'active' and group_id is not null`;

/**
 * The app's role has no privilege in the queue's schema. It may call this function, which runs as its owner and
 * writes the tenant of the running transaction into the job; the column values are those pg-boss itself would
 * write, and the notification is the one its workers wait for.
 */
const enqueueFunction = `
-- As it was before jobs knew of operators and of causes: beside the other, a call without its last argument would be
-- either's.
drop function if exists public.enqueue_job(uuid, text, jsonb, uuid, text, timestamptz);
drop function if exists public.enqueue_job(uuid, text, jsonb, uuid, text, timestamptz, text);
create or replace function public.enqueue_job(
  job_id uuid, job_name text, payload jsonb, member_id uuid, request_id text, start_after timestamptz,
  impersonator text default null, cause jsonb default null)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  tenant_id uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  starts timestamptz := coalesce(enqueue_job.start_after, now());
begin
  if tenant_id is null then
    raise exception 'a job needs a tenant' using errcode = '42501';
  end if;
  insert into ${queueSchema}.job (id, name, priority, data, start_after, keep_until, group_id, expire_seconds,
    deletion_seconds, retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds)
  select job_id, q.name, ${turnOf("tenant_id::text")},
    jsonb_build_object('tenantId', tenant_id, 'memberId', member_id, 'impersonator', impersonator,
      'requestId', request_id, 'payload', payload, 'cause', cause),
    starts, starts + q.retention_seconds * interval '1 second', tenant_id::text, q.expire_seconds, q.deletion_seconds,
    q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy, q.dead_letter, q.heartbeat_seconds
  from ${queueSchema}.queue q where q.name = job_name;
  if not found then
    raise exception 'no job is called %', job_name using errcode = '42704';
  end if;
  perform pg_notify('pgboss_' || left(encode(sha224('${queueSchema}'::bytea), 'hex'), 24), job_name);
end $$`;

/**
 * Asks for the jobs of consumers, in the transaction in which the relay moves on, and for what is due by the clock: of all
 * organisations at once, and so for the cross-tenant role only. A job that has no queue yet is an error: the relay waits until the migration that came
 * with it is there, rather than leave an event out.
 */
const enqueueEventJobsFunction = `
create or replace function public.enqueue_event_jobs(jobs jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  j jsonb;
  queued text;
begin
  -- One after the other: each finds the turn of the one before it.
  for j in select value from jsonb_array_elements(jobs) loop
    insert into ${queueSchema}.job (id, name, priority, data, keep_until, group_id, expire_seconds, deletion_seconds,
      retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds)
    select (j ->> 'id')::uuid, q.name, ${turnOf("j -> 'data' ->> 'tenantId'")}, j -> 'data',
      now() + q.retention_seconds * interval '1 second', j -> 'data' ->> 'tenantId', q.expire_seconds,
      q.deletion_seconds, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy, q.dead_letter,
      q.heartbeat_seconds
    from ${queueSchema}.queue q where q.name = j ->> 'name';
    if not found then
      raise exception 'no job is called %', j ->> 'name' using errcode = '42704';
    end if;
  end loop;
  for queued in select distinct value ->> 'name' from jsonb_array_elements(jobs) loop
    perform pg_notify('pgboss_' || left(encode(sha224('${queueSchema}'::bytea), 'hex'), 24), queued);
  end loop;
end $$`;

/** Says how far a job is, for whoever looks; of the running transaction's tenant only. */
const progressFunction = `
create or replace function public.note_job_progress(job_id uuid, done int, total int) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update ${queueSchema}.job j set output = jsonb_build_object('done', done, 'total', total)
  where j.id = job_id and j.state = 'active' and j.group_id = nullif(current_setting('app.tenant_id', true), '')
$$`;

/**
 * Sets up the job queue and one queue per job, as the owner and under the migration lock. Repeatable; what a queue
 * says of retries and time limits follows the declaration.
 */
export async function installJobQueue(
  client: pg.Client,
  ownerUrl: string,
  jobs: readonly JobDefinition[],
): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: queueSchema,
    max: 2,
    supervise: false,
    schedule: false,
  });
  boss.on("error", () => {
    // What goes wrong here rejects the call under way.
  });
  try {
    await boss.start();
    await boss.createQueue(deadLetterQueue, { retentionSeconds: 90 * day });
    for (const job of jobs) {
      await boss.createQueue(job.name, queueOptions(job));
      await boss.updateQueue(job.name, queueOptions(job));
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  await client.query(turnIndex);
  await client.query(enqueueFunction);
  await client.query("revoke all on function public.enqueue_job from public");
  await client.query("grant execute on function public.enqueue_job to steward_app");
  await client.query(progressFunction);
  await client.query("revoke all on function public.note_job_progress from public");
  await client.query("grant execute on function public.note_job_progress to steward_app");
  await client.query(enqueueEventJobsFunction);
  await client.query("revoke all on function public.enqueue_event_jobs from public");
  await client.query("grant execute on function public.enqueue_event_jobs to steward_system");
  for (const statement of scheduleStatements(queueSchema)) await client.query(statement);
  for (const statement of consoleFunctions(queueSchema, deadLetterQueue)) await client.query(statement);
}
