import { inspectCatalogue, type TestServer } from "@steward/db/testing";
import { createTwoTenants, insertSampleRows, type ProbedSide, probeIsolation } from "@steward/testing";
import pg from "pg";

/** One protection taken out of the database. */
interface DatabaseMutant {
  readonly table: string;
  readonly statement: string;
  /** Whether what a role can do changes, and not only what would follow if somebody owned the table. */
  readonly shows: boolean;
}

export interface DatabaseVerdict {
  readonly mutant: DatabaseMutant;
  readonly byCatalogue: boolean;
  readonly byBehaviour: boolean;
}

/** Read from the catalogue, so that a new table, policy or privilege is a new mutant. */
async function databaseMutants(client: pg.Client): Promise<DatabaseMutant[]> {
  const { rows } = await client.query<DatabaseMutant>(
    `with tables as (
       select c.oid, c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'),
     policies as (
       select tablename as name, policyname as policy, cmd, roles::text[] @> '{steward_app}' as of_app from pg_policies
       where schemaname = 'public')
     select name as table, format('drop policy %I on %I', policy, name) as statement, of_app as shows from policies
     union all
     select name, format('alter policy %I on %I using (true)', policy, name), true from policies
       where of_app and cmd <> 'INSERT'
     union all
     select name, format('alter policy %I on %I with check (true)', policy, name), true from policies where of_app
     union all
     select name, format('alter policy %I on %I to public', policy, name), false from policies
     union all
     select name, format('alter table %I disable row level security', name), exists (
       select from policies p where p.name = tables.name and of_app) from tables
     union all
     select name, format('alter table %I no force row level security', name), false from tables
     union all
     select t.name, format('grant %s on %I to %s', privilege, t.name, role),
       role in ('steward_app', 'steward_system') and privilege <> 'REFERENCES'
     from tables t,
       unnest(array['steward_app', 'steward_system', 'steward_search', 'public']) role,
       unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES']) privilege
     where role = 'public' or not has_table_privilege(role, t.oid, privilege)
     union all
     select t.name, format('revoke %s on %I from %s', privilege, t.name, role), false
     from tables t, unnest(array['steward_app', 'steward_system']) role,
       unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) privilege
     where has_table_privilege(role, t.oid, privilege)
     order by 1, 2`,
  );
  return rows;
}

/**
 * Takes each protection out of the database in turn, and asks both checks: the one that compares the catalogue with the
 * declaration, and the one that tries out what the roles can do. All in transactions that are taken back.
 *
 * @param chosen whether to try the mutant of that number
 */
export async function killDatabase(
  server: TestServer | undefined,
  chosen: (index: number) => boolean = () => true,
): Promise<DatabaseVerdict[]> {
  await using two = await createTwoTenants(server);
  const [own, other] = await Promise.all([two.acme, two.globex].map((tenant) => sample(two.ownerUrl, tenant)));
  if (!own || !other) throw new Error("two organisations are needed");
  const client = new pg.Client({ connectionString: two.ownerUrl });
  await client.connect();
  try {
    const mutants = await databaseMutants(client);
    const verdicts: DatabaseVerdict[] = [];
    for (const mutant of mutants.filter((_, index) => chosen(index))) {
      await client.query("begin");
      await client.query(mutant.statement);
      const byCatalogue = (await inspectCatalogue(client)).length > 0;
      const byBehaviour = (await probeIsolation(client, mutant.table, { own, other })).length > 0;
      await client.query("rollback");
      verdicts.push({ mutant, byCatalogue, byBehaviour });
    }
    return verdicts;
  } finally {
    await client.end();
  }
}

async function sample(ownerUrl: string, tenant: Parameters<typeof insertSampleRows>[1]): Promise<ProbedSide> {
  const rowId = crypto.randomUUID();
  await insertSampleRows(ownerUrl, tenant, rowId);
  return { tenantId: tenant.id, rowId };
}
