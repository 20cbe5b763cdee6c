import type pg from "pg";
import { accessTriggerStatements } from "../migrate/access-trigger.ts";
import { declaredPrivileges, globalTables, governedRoles } from "../migrate/privileges.ts";
import { searchableTables } from "../migrate/search-function.ts";
import { tenantTables } from "../schema/index.ts";

/** Functions that run with their owner's rights, each argued for where it is made. */
const definerFunctions = new Set([
  ...[...searchableTables].map((table) => `search.${table}`),
  "public.enqueue_job",
  "public.enqueue_event_jobs",
  "public.note_job_progress",
  "public.dead_jobs",
  "public.retry_dead_job",
  "public.platform_state",
  "public.job_runs",
  "public.job_payload",
  "public.cancel_job",
  "public.schedule_plans",
  "public.save_schedule_plans",
]);

/** What reaches beyond the schema of the data: a list to be argued about, not derived. */
const schemaPrivileges = new Set([
  "steward_app USAGE public",
  "steward_app USAGE search",
  "steward_search CREATE search",
  "steward_search USAGE public",
  "steward_search USAGE search",
  "steward_system USAGE public",
]);

/** Tables whose rows belong to no tenant. A name joins this list with a reason why. */
const knownGlobalTables = new Set([
  // A person and how they sign in: one person may belong to several organisations.
  "linked_account",
  "recovery_code",
  "refresh_token",
  "second_factor",
  "security_event",
  "session",
  "user",
  "user_token",
  // Mail of the platform itself has no organisation; the app's role may only add its own.
  "mail_message",
  // Counters of addresses and people, before any organisation is known.
  "rate_limit",
  "tenant",
  // One place in the order of everybody's events.
  "event_relay",
]);

const ownRow =
  "(tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS \"nullif\"))";

const ofExtension = (catalogue: string, alias: string) =>
  `exists (select from pg_depend e where e.classid = '${catalogue}'::regclass and e.objid = ${alias}.oid and e.deptype = 'e')`;

type Check = (lines: (text: string, values?: unknown[]) => Promise<string[]>) => Promise<string[]>;

/** What is found but not wanted, and what is wanted but not found. */
function difference(what: string, found: readonly string[], wanted: Iterable<string>): string[] {
  const [has, wants] = [new Set(found), new Set(wanted)];
  return [
    ...[...has].filter((line) => !wants.has(line)).map((line) => `${what}, unexpected: ${line}`),
    ...[...wants].filter((line) => !has.has(line)).map((line) => `${what}, missing: ${line}`),
  ];
}

const tables: Check = async (lines) => [
  ...difference("global table", [...globalTables], knownGlobalTables),
  ...difference(
    "relation",
    await lines(`select format('%s %s', c.relkind, c.relname) as line from pg_class c where c.relnamespace = 'public'::regnamespace
      and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and not ${ofExtension("pg_class", "c")}`),
    [...globalTables, ...tenantTables.keys()].map((name) => `r ${name}`),
  ),
];

const rowSecurity: Check = (lines) =>
  lines(`select 'row level security not forced: ' || relname as line from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`);

const privileges: Check = async (lines) => {
  const found = await lines(
    `select format('%s on %s to %s', g.privilege, c.relname, case g.grantee when 0 then 'public' else pg_get_userbyid(g.grantee) end) as line
     from pg_class c, lateral (
       select grantee, privilege_type as privilege from aclexplode(c.relacl)
       union all
       select a.grantee, a.privilege_type || ' (' || t.attname || ')' from pg_attribute t, aclexplode(t.attacl) a
       where t.attrelid = c.oid) g
     where c.relnamespace = 'public'::regnamespace and g.grantee <> c.relowner and not ${ofExtension("pg_class", "c")}`,
  );
  const declared = [...declaredPrivileges()].flatMap(([table, roles]) =>
    [...roles].flatMap(([role, granted]) => [...granted].map((privilege) => `${privilege} on ${table} to ${role}`)),
  );
  return difference("privilege", found, declared);
};

const tenantKeys: Check = async (lines) => {
  const found = await lines(
    `select format('%s %s', k.conrelid::regclass, pg_get_constraintdef(k.oid)) as line from pg_constraint k
     where k.connamespace = 'public'::regnamespace and (k.contype = 'p' or k.contype = 'f' and k.confrelid = 'tenant'::regclass)
       and k.conrelid::regclass::text = any ($1)`,
    [[...tenantTables.keys()]],
  );
  const wanted = [...tenantTables.keys()].flatMap((table) => [
    `${table} PRIMARY KEY (tenant_id, id)`,
    `${table} FOREIGN KEY (tenant_id) REFERENCES tenant(id) ON DELETE CASCADE`,
  ]);
  return difference("key", found, wanted);
};

const policies: Check = async (lines) => {
  const found = await lines(
    `select format('%s: %s for %s to %s using %s check %s', tablename, permissive, cmd, array_to_string(roles, ','),
       coalesce(qual, '-'), coalesce(with_check, '-')) as line
     from pg_policies where schemaname = 'public' and tablename = any ($1)`,
    [[...tenantTables.keys()]],
  );
  const wanted = [...tenantTables].flatMap(([table, { system }]) => [
    `${table}: PERMISSIVE for ALL to steward_app using ${ownRow} check ${ownRow}`,
    ...(system === "read" || system === "append"
      ? [`${table}: PERMISSIVE for SELECT to steward_system using true check -`]
      : []),
    ...(system === "append" ? [`${table}: PERMISSIVE for INSERT to steward_system using - check true`] : []),
    ...(system === "write" ? [`${table}: PERMISSIVE for ALL to steward_system using true check true`] : []),
    ...(searchableTables.has(table) ? [`${table}: PERMISSIVE for SELECT to steward_search using true check -`] : []),
  ]);
  return difference("policy", found, wanted);
};

const globalPolicies: Check = async (lines) => {
  const ownTenant = ownRow.replace("tenant_id =", "id =");
  const found = await lines(
    `select format('%s: %s to %s using %s check %s', tablename, cmd, array_to_string(roles, ','), qual, with_check) as line
     from pg_policies where schemaname = 'public' and tablename = any ($1)`,
    [[...globalTables]],
  );
  return difference("policy", found, [
    ...[...globalTables].map((table) => `${table}: ALL to steward_system using true check true`),
    "security_event: DELETE to steward_system using (created_at < (now() - '30 days'::interval)) check ",
    `mail_message: INSERT to steward_app using  check ${ownRow}`,
    `tenant: ALL to steward_app using ${ownTenant} check ${ownTenant}`,
  ]);
};

const searchIndexes: Check = async (lines) =>
  difference(
    "trigram index",
    // By their kind first: the definitions of all indexes took a third of the whole inspection.
    await lines(`select t.relname as line from pg_index i join pg_class t on t.oid = i.indrelid join pg_class c on c.oid = i.indexrelid
      where c.relnamespace = 'public'::regnamespace and c.relam = (select oid from pg_am where amname = 'gin')
        and pg_get_indexdef(c.oid) ~ 'USING gin \\(tenant_id, (conversation_id, )?search_text gin_trgm_ops\\)'`),
    searchableTables,
  );

const foreignKeys: Check = (lines) =>
  lines(
    `with keys as (
       select f.oid, f.conrelid, f.conkey, f.confrelid, format('%s.%s', f.conrelid::regclass, f.conname) as name,
         (select attname from pg_attribute where attrelid = f.conrelid and attnum = f.conkey[1]) as first,
         (select attname from pg_attribute where attrelid = f.confrelid and attnum = f.confkey[1]) as target
       from pg_constraint f where f.contype = 'f' and f.connamespace = 'public'::regnamespace)
     select 'foreign key that does not start with the tenant: ' || name as line from keys
     where confrelid::regclass::text = any ($1) and not (first = 'tenant_id' and target = 'tenant_id')
     union all
     select 'foreign key without an index: ' || name from keys where not exists (
       select from pg_index i where i.indrelid = keys.conrelid and i.indisvalid
         and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$')
         and (string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(keys.conkey)] @> keys.conkey)`,
    [[...tenantTables.keys()]],
  );

const roles: Check = async (lines) => [
  ...difference(
    "role",
    await lines(
      `select format('%s login=%s special=%s', rolname, rolcanlogin, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
         or rolreplication or rolinherit) as line from pg_roles where rolname = any ($1)`,
      [governedRoles],
    ),
    ["steward_app login=t special=f", "steward_search login=f special=f", "steward_system login=t special=f"],
  ),
  ...(await lines(
    `select format('%s owns %s', pg_get_userbyid(owner), name) as line from (
       select relowner as owner, relname::text as name from pg_class
       union all select nspowner, nspname from pg_namespace
       union all select datdba, datname from pg_database
       union all select proowner, oid::regprocedure::text from pg_proc where pronamespace <> 'search'::regnamespace) o
     where owner in (select oid from pg_roles where rolname = any ($1))
     union all select format('%s is a member of %s', member::regrole, roleid::regrole) from pg_auth_members
       where member::regrole::text = any ($1)`,
    [governedRoles],
  )),
];

const reach: Check = async (lines) => [
  ...difference(
    "schema privilege",
    await lines(
      `select format('%s %s %s', g.grantee, g.privilege, g.name) as line from (
         select n.nspname as name, a.privilege_type as privilege,
           case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee) end as grantee
         from pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
         where n.nspname !~ '^(pg_|information_schema)' and a.grantee <> n.nspowner) g
       where g.grantee = any ($1)`,
      [governedRoles],
    ),
    schemaPrivileges,
  ),
  ...difference(
    "database privilege",
    await lines(
      `select format('%s %s', case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee) end, a.privilege_type) as line
       from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
       where datname = current_database() and a.grantee <> d.datdba`,
    ),
    ["steward_app CONNECT", "steward_system CONNECT"],
  ),
];

const functions: Check = async (lines) => [
  ...difference(
    "function with its owner's rights",
    await lines(`select p.pronamespace::regnamespace || '.' || p.proname as line from pg_proc p
      where p.prosecdef and p.pronamespace::regnamespace::text !~ '^(pg_|information_schema)'`),
    definerFunctions,
  ),
  ...(await lines(
    `select 'function without a pinned search_path: ' || oid::regprocedure as line from pg_proc
     where prosecdef and pronamespace::regnamespace::text !~ '^(pg_|information_schema)'
       and not coalesce('search_path=pg_catalog, pg_temp' = any (proconfig), false)
     union all
     select 'function everyone may call: ' || p.oid::regprocedure from pg_proc p
     where p.pronamespace::regnamespace::text in ('public', 'search') and not ${ofExtension("pg_proc", "p")}
       and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)`,
  )),
];

const checks = [
  tables,
  rowSecurity,
  privileges,
  tenantKeys,
  policies,
  globalPolicies,
  searchIndexes,
  foreignKeys,
  roles,
  reach,
  functions,
];

/**
 * Compares a database with what the schema declares: tables, keys, policies, privileges, roles, functions, triggers. Returns a
 * sentence for everything that is not as it must be for tenants to be apart; none for a sound database.
 * @param client as superuser, inside or outside a transaction.
 */
export async function inspectCatalogue(client: pg.Client): Promise<string[]> {
  const lines = async (text: string, values: unknown[] = []) => {
    const { rows } = await client.query<{ line: string }>(text, values);
    return rows.map(({ line }) => line);
  };
  const findings: string[] = [];
  for (const check of checks) findings.push(...(await check(lines)));
  if ((await accessTriggerStatements(client)).length > 0) findings.push("a change of access is announced to nobody");
  return findings;
}
