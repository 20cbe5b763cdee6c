import type pg from "pg";

/** Days that no role of the application can take out of the record of people's access. */
const untouchedDays = 30;
const name = "security_event_kept";

/**
 * Upkeep forgets old rows of `security_event`, so the cross-tenant role may delete there; a policy that every other is
 * subject to (PostgreSQL's RESTRICTIVE) leaves it nothing that is younger than a month: whoever comes to that role's
 * rights cannot wipe away what they have just done.
 */
export async function historyStatements(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(
    "select from pg_policies where schemaname = 'public' and tablename = 'security_event' and policyname = $1",
    [name],
  );
  if (rows.length > 0) return [];
  return [
    `create policy ${name} on public.security_event as restrictive for delete to steward_system
     using (created_at < now() - interval '${untouchedDays} days')`,
  ];
}
