/**
 * What the operator's console may know and do of the job queue. The cross-tenant role has no privilege in the queue's
 * schema, because there are payloads in it; these functions run as its owner and answer without them, but for the one that
 * is asked for a single job's, which the service makes unrecognisable. They are the only way in, and only that role may
 * call them.
 */
export function consoleFunctions(schema: string, deadLetterQueue: string): string[] {
  return [
    deadJobs(schema, deadLetterQueue),
    retryDeadJob(schema, deadLetterQueue),
    platformState(schema, deadLetterQueue),
    jobRuns(schema, deadLetterQueue),
    jobPayload(schema),
    cancelJob(schema, deadLetterQueue),
    ...["dead_jobs", "retry_dead_job", "platform_state", "job_runs", "job_payload", "cancel_job"].flatMap((name) => [
      `revoke all on function public.${name} from public`,
      `grant execute on function public.${name} to steward_system`,
    ]),
  ];
}

const definer = "security definer set search_path = pg_catalog, pg_temp";

/** Jobs that failed for good: whose, asked for in which request, and the first words of what went wrong. */
const deadJobs = (schema: string, queue: string) => `
create or replace function public.dead_jobs()
returns table (id uuid, name text, tenant_id uuid, member_id uuid, request_id text, created_at timestamptz,
  failed_at timestamptz, attempts int, error text)
language sql stable ${definer} as $$
  select j.id, coalesce(j.source_name, j.name), (j.data ->> 'tenantId')::uuid, (j.data ->> 'memberId')::uuid,
    j.data ->> 'requestId', coalesce(j.source_created_on, j.created_on), j.created_on,
    coalesce(j.source_retry_count, 0) + 1,
    left(coalesce(j.source_output ->> 'message', j.source_output -> 'value' ->> 'message', ''), 500)
  from ${schema}.job j where j.name = '${queue}' and j.state < 'completed'
$$`;

/**
 * Puts a dead job back into its queue with a full set of tries, as pg-boss's own redrive does, and wakes a worker. One
 * statement decides who of several callers does it. False where there is no such job (any more).
 */
const retryDeadJob = (schema: string, queue: string) => `
create or replace function public.retry_dead_job(job_id uuid) returns boolean
language plpgsql ${definer} as $$
declare
  queued text;
begin
  with dead as (
    delete from ${schema}.job j where j.name = '${queue}' and j.id = job_id and j.state < 'completed'
      and j.source_name in (select name from ${schema}.queue) returning *
  )
  insert into ${schema}.job (name, data, keep_until, group_id, expire_seconds, deletion_seconds, retry_limit, retry_delay,
    retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds, source_root_id)
  select q.name, d.data, now() + q.retention_seconds * interval '1 second', d.group_id, q.expire_seconds,
    q.deletion_seconds, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy, q.dead_letter,
    q.heartbeat_seconds, d.source_root_id
  from dead d join ${schema}.queue q on q.name = d.source_name
  returning name into queued;
  if queued is null then
    return false;
  end if;
  perform pg_notify('pgboss_' || left(encode(sha224('${schema}'::bytea), 'hex'), 24), queued);
  return true;
end $$`;

/** How far the schema is, and how much stands in each queue; nothing of what. */
const platformState = (schema: string, queue: string) => `
create or replace function public.platform_state() returns jsonb
language plpgsql stable ${definer} as $$
begin
  return jsonb_build_object(
    'migrations', (select count(*) from drizzle.__drizzle_migrations),
    'queues', (
      select coalesce(jsonb_agg(jsonb_build_object('name', q.name, 'waiting', coalesce(c.waiting, 0),
        'active', coalesce(c.active, 0), 'failed', coalesce(c.failed, 0)) order by q.name), '[]')
      from ${schema}.queue q left join (
        select coalesce(j.source_name, j.name) as name,
          count(*) filter (where j.name <> '${queue}' and j.state < 'active') as waiting,
          count(*) filter (where j.name <> '${queue}' and j.state = 'active') as active,
          count(*) filter (where j.name = '${queue}' and j.state < 'completed') as failed
        from ${schema}.job j where j.state < 'completed' group by 1) c on c.name = q.name
      where q.name <> '${queue}'));
end $$`;

/** As many of those that wait as anybody looks through. */
const maxRuns = 1_000;

/** Jobs under way and those that are next: whose, asked for in which request, and how often they have been tried. */
const jobRuns = (schema: string, queue: string) => `
create or replace function public.job_runs()
returns table (id uuid, name text, tenant_id uuid, request_id text, state text, created_at timestamptz,
  start_after timestamptz, started_at timestamptz, attempts int, done int, total int)
language sql stable ${definer} as $$
  select j.id, j.name, (j.data ->> 'tenantId')::uuid, j.data ->> 'requestId',
    case when j.state = 'active' then 'active' when j.start_after > now() then 'delayed' else 'waiting' end,
    j.created_on, j.start_after, case when j.state = 'active' then j.started_on end,
    j.retry_count + case when j.started_on is null then 0 else 1 end,
    case when j.state = 'active' then (j.output ->> 'done')::int end,
    case when j.state = 'active' then (j.output ->> 'total')::int end
  from ${schema}.job j where j.name <> '${queue}' and j.state < 'completed'
  order by j.state desc, j.priority desc, j.created_on limit ${maxRuns}
$$`;

/** What one job was asked to do; null where there is none (any more). */
const jobPayload = (schema: string) => `
create or replace function public.job_payload(job_id uuid) returns jsonb
language sql stable ${definer} as $$
  select j.data -> 'payload' from ${schema}.job j where j.id = job_id limit 1
$$`;

/**
 * Asks for a job to be ended instead of done. It goes back into its queue, so that a worker that is at it finds its claim
 * gone, and comes out as one that is to be ended. False where there is none to be ended (any more).
 */
const cancelJob = (schema: string, queue: string) => `
create or replace function public.cancel_job(job_id uuid) returns boolean
language plpgsql ${definer} as $$
declare
  queued text;
begin
  update ${schema}.job j set state = 'created', data = j.data || '{"cancelled": true}', start_after = now(),
    started_on = null, heartbeat_on = null, retry_count = 0, keep_until = now() + interval '14 days'
  where j.id = job_id and j.name <> '${queue}' and j.state < 'completed' and not j.data ? 'cancelled'
  returning j.name into queued;
  if queued is null then
    return false;
  end if;
  perform pg_notify('pgboss_' || left(encode(sha224('${schema}'::bytea), 'hex'), 24), queued);
  return true;
end $$`;
