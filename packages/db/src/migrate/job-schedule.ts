/**
 * When work by the clock is due, and the two functions by which the cross-tenant role knows and says so. It stands beside
 * the queue, in whose schema that role has no privilege.
 *
 * @param schema the queue's
 */
export function scheduleStatements(schema: string): string[] {
  return [
    `create table if not exists ${schema}.schedule_plan (
       name text not null,
       -- Null for work of the whole installation.
       tenant_id uuid references public.tenant (id) on delete cascade,
       -- What the next time was found by.
       cron text not null,
       time_zone text not null,
       due_at timestamptz not null,
       -- The last time that was asked for.
       asked_at timestamptz,
       unique nulls not distinct (tenant_id, name)
     )`,
    schedulePlans(schema),
    saveSchedulePlans(schema),
    ...["schedule_plans", "save_schedule_plans"].flatMap((name) => [
      `revoke all on function public.${name} from public`,
      `grant execute on function public.${name} to steward_system`,
    ]),
  ];
}

const definer = "security definer set search_path = pg_catalog, pg_temp";

/** Every plan. `busy` where it is due, and the last run is not over yet. */
const schedulePlans = (schema: string) => `
create or replace function public.schedule_plans(moment timestamptz)
returns table (name text, tenant_id uuid, cron text, time_zone text, due_at timestamptz, asked_at timestamptz, busy boolean)
language sql stable ${definer} as $$
  select p.*, p.due_at <= moment and exists (
    select from ${schema}.job j
    where j.name = p.name and j.group_id is not distinct from p.tenant_id::text and j.state < 'completed')
  from ${schema}.schedule_plan p
$$`;

const saveSchedulePlans = (schema: string) => `
create or replace function public.save_schedule_plans(plans jsonb) returns void
language sql ${definer} as $$
  insert into ${schema}.schedule_plan as p (name, tenant_id, cron, time_zone, due_at, asked_at)
  select n.name, n."tenantId", n.cron, n."timeZone", n."dueAt", n."askedAt"
  from jsonb_to_recordset(plans) as n (name text, "tenantId" uuid, cron text, "timeZone" text, "dueAt" timestamptz,
    "askedAt" timestamptz)
  on conflict (tenant_id, name) do update set cron = excluded.cron, time_zone = excluded.time_zone,
    due_at = excluded.due_at, asked_at = coalesce(excluded.asked_at, p.asked_at)
$$`;
