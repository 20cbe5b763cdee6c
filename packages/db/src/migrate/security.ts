import pg from "pg";
import { DatabaseSetupError } from "../setup-error.ts";
import { accessTriggerStatements } from "./access-trigger.ts";
import { historyStatements } from "./history.ts";
import { declaredPrivileges, governedRoles, type TablePrivileges } from "./privileges.ts";
import { searchRoleName } from "./roles.ts";
import { searchStatements } from "./search-function.ts";

const quote = pg.escapeIdentifier;

interface RelationRow {
  name: string;
  kind: "table" | "sequence";
  secured: boolean;
  forced: boolean;
  grants: { grantee: string; privilege: string }[];
}

/**
 * Brings row level security and privileges to what the code declares, and returns the statements it ran.
 *
 * Works from the difference between declaration and catalogue: a second run finds nothing to do, and a start of
 * one more process takes no table lock under the feet of those that serve. A table nobody declares ends up
 * without any privilege for the application's roles.
 */
export async function applySecurity(client: pg.Client): Promise<string[]> {
  const statements = [
    // Before the privileges, so that at no moment more may be deleted than shall be.
    ...(await historyStatements(client)),
    ...(await databaseStatements(client)),
    ...(await schemaStatements(client)),
    ...(await relationStatements(client)),
    ...(await functionStatements(client)),
    ...(await searchStatements(client)),
    ...(await accessTriggerStatements(client)),
  ];
  if (statements.length === 0) return [];
  await client.query("begin");
  try {
    for (const statement of statements) await client.query(statement);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
  return statements;
}

async function databaseStatements(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; public: boolean; app: boolean; system: boolean }>(`
    with granted as (
      select a.grantee, a.privilege_type from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
      where d.datname = current_database())
    select current_database() as name,
      exists (select from granted where grantee = 0) as public,
      exists (select from granted where grantee = 'steward_app'::regrole and privilege_type = 'CONNECT') as app,
      exists (select from granted where grantee = 'steward_system'::regrole and privilege_type = 'CONNECT') as system`);
  const found = rows[0];
  if (!found) return [];
  const database = quote(found.name);
  return [
    ...(found.public ? [`revoke all on database ${database} from public`] : []),
    ...(found.app ? [] : [`grant connect on database ${database} to steward_app`]),
    ...(found.system ? [] : [`grant connect on database ${database} to steward_system`]),
  ];
}

async function schemaStatements(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ grantee: string; privilege: string }>(`
    select case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee) end as grantee, a.privilege_type as privilege
    from pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a where n.nspname = 'public'`);
  const has = (role: string) => rows.some(({ grantee, privilege }) => grantee === role && privilege === "USAGE");
  return [
    ...(rows.some(({ grantee }) => grantee === "public") ? ["revoke all on schema public from public"] : []),
    ...["steward_app", "steward_system", searchRoleName]
      .filter((role) => !has(role))
      .map((role) => `grant usage on schema public to ${role}`),
  ];
}

/** Everything in schema `public` that holds data and does not belong to an extension. */
async function relations(client: pg.Client): Promise<RelationRow[]> {
  const { rows } = await client.query<RelationRow>(
    `select c.relname as name, case c.relkind when 'S' then 'sequence' else 'table' end as kind,
       c.relkind not in ('r', 'p') or c.relrowsecurity as secured,
       c.relkind not in ('r', 'p') or c.relforcerowsecurity as forced,
       coalesce((select json_agg(json_build_object(
           'grantee', case g.grantee when 0 then 'public' else pg_get_userbyid(g.grantee) end, 'privilege', g.privilege))
         from (
           select a.grantee, a.privilege_type as privilege from aclexplode(c.relacl) a
           union all
           select a.grantee, a.privilege_type || ' (' || quote_ident(t.attname) || ')'
           from pg_attribute t, aclexplode(t.attacl) a where t.attrelid = c.oid
         ) g where g.grantee <> c.relowner), '[]') as grants
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
       and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     order by c.relname`,
  );
  return rows;
}

async function relationStatements(client: pg.Client): Promise<string[]> {
  const declared = declaredPrivileges();
  const found = await relations(client);
  const missing = [...declared.keys()].filter((name) => !found.some((relation) => relation.name === name));
  if (missing.length > 0) {
    throw new DatabaseSetupError(
      `The schema declares tables that no migration creates (${missing.join(", ")}); run the script gen-migration.`,
    );
  }
  return found.flatMap((relation) => {
    const table = quote(relation.name);
    return [
      ...(relation.secured ? [] : [`alter table ${table} enable row level security`]),
      ...(relation.forced ? [] : [`alter table ${table} force row level security`]),
      ...grantStatements(relation, declared.get(relation.name) ?? new Map()),
    ];
  });
}

function grantStatements(relation: RelationRow, declared: TablePrivileges): string[] {
  const target = `${relation.kind === "sequence" ? "sequence " : ""}${quote(relation.name)}`;
  return governedRoles.flatMap((role) => {
    const held = new Set(relation.grants.filter(({ grantee }) => grantee === role).map(({ privilege }) => privilege));
    const wanted = declared.get(role) ?? new Set<string>();
    const excess = [...held].filter((privilege) => !wanted.has(privilege));
    const missing = [...wanted].filter((privilege) => !held.has(privilege));
    return [
      ...(excess.length > 0 ? [`revoke ${excess.join(", ")} on ${target} from ${role}`] : []),
      ...(missing.length > 0 ? [`grant ${missing.join(", ")} on ${target} to ${role}`] : []),
    ];
  });
}

/** PostgreSQL lets everyone execute a new function; those of extensions stay usable, ours are granted one by one. */
async function functionStatements(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ signature: string }>(`
    select p.oid::regprocedure::text as signature from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`);
  return rows.map(({ signature }) => `revoke all on routine ${signature} from public`);
}
