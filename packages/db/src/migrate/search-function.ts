import { getTableColumns, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import pg from "pg";
import * as schema from "../schema/index.ts";
import { searchRoleName } from "./roles.ts";

export const searchSchema = "search";
const quote = pg.escapeIdentifier;

/** Tenant tables with a column `search_text`. */
export const searchableTables: ReadonlySet<string> = new Set(
  Object.values(schema).flatMap((value) =>
    is(value, PgTable) &&
    schema.tenantTables.has(getTableName(value)) &&
    Object.values(getTableColumns(value)).some((column) => column.name === "search_text")
      ? [getTableName(value)]
      : [],
  ),
);

/**
 * Tables whose rows only some of an organisation may find, by the column that says which: their search reads what belongs
 * to the ids it is given and nothing else, so that the thousand best hits are not used up by what the caller may not see.
 */
export const searchScopes: ReadonlyMap<string, string> = new Map([
  ["messaging_message", "conversation_id"],
  ["projects_task", "project_id"],
]);

/**
 * Row level security lets only leakproof operators become index conditions, and neither LIKE nor trigram similarity
 * is one: under the app's policy a search reads every row of the tenant. So each searchable table has a function
 * that runs as `steward_search`, a role that cannot sign in, reads ids and search text only, and has a policy that
 * hides nothing. The function itself takes the tenant from the transaction and returns ids; callers join them with the
 * table under their own policy, so that even a fault in here would show nobody a foreign row.
 *
 * Every word must occur. Only when nothing has them all, words may be misspelt, by pg_trgm's word similarity: 0.3 or
 * more, which is one wrong letter in a word of five; 0.4 in longer words, which have more letters to be recognised
 * by. The statement is composed, because with the patterns as constants the planner sees which of them an index can
 * serve; each goes through %L.
 */
function functionBody(table: string): string {
  const scope = searchScopes.get(table);
  const within = scope ? ` and ${scope} = any (%L::uuid[])` : "";
  const scoped = scope ? ", scopes" : "";
  // What is read in the order of time is also found in it: ids are made of time.
  const order = scope ? "1 desc" : "2 desc, 1";
  return `
declare
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  word text;
  pattern text;
  has_all text := '';
  resembles_all text := '';
  rank text := '0';
  likeness text := '0';
  word_count int := cardinality(words);
begin
  if tenant is null or word_count = 0 then
    return;
  end if;
  foreach word in array words loop
    pattern := replace(replace(replace(word, '\\', '\\\\'), '%', '\\%'), '_', '\\_');
    has_all := has_all || format(' and search_text like %L', '%' || pattern || '%');
    rank := rank || format(' + case when search_text like %L then 1.0 when search_text like %L then 0.9 else 0.8 end',
      pattern || '%', '% ' || pattern || '%');
    if length(word) < 3 then
      resembles_all := resembles_all || format(' and search_text like %L', '%' || pattern || '%');
    else
      resembles_all := resembles_all || format(' and (%L operator(public.<%%) search_text)', word);
    end if;
    if length(word) > 5 then
      resembles_all := resembles_all || format(' and public.word_similarity(%L, search_text) >= 0.4', word);
    end if;
    likeness := likeness || format(' + public.word_similarity(%L, search_text)', word);
  end loop;
  return query execute format(
    'select id, ((%s) / %s)::real from public.%I where tenant_id = %L${within}%s order by ${order} limit %s',
    rank, word_count, '${table}', tenant${scoped}, has_all, max_hits);
  if not found then
    return query execute format(
      'select id, ((%s) / %s * 0.7)::real from public.%I where tenant_id = %L${within}%s order by ${order} limit %s',
      likeness, word_count, '${table}', tenant${scoped}, resembles_all, max_hits);
  end if;
end`;
}

const functionSettings = ["search_path=pg_catalog, pg_temp", "pg_trgm.word_similarity_threshold=0.3"];

function createFunction(table: string): string[] {
  const name = `${searchSchema}.${quote(table)}`;
  const isScoped = searchScopes.has(table);
  const signature = `${name}(text[], int${isScoped ? ", uuid[]" : ""})`;
  return [
    `create or replace function ${name}(words text[], max_hits int${isScoped ? ", scopes uuid[]" : ""}) returns table (id uuid, score real)
     language plpgsql stable security definer rows 100
     set search_path = pg_catalog, pg_temp set pg_trgm.word_similarity_threshold = '0.3'
     as ${pg.escapeLiteral(functionBody(table))}`,
    `alter function ${signature} owner to ${searchRoleName}`,
    `revoke all on function ${signature} from public`,
    `grant execute on function ${signature} to steward_app`,
  ];
}

interface FunctionRow {
  name: string;
  signature: string;
  body: string;
  settings: string[] | null;
  definer: boolean;
  owner: string;
  grantees: string[];
}

/** What is missing or differs of the search schema, its policies and functions. */
export async function searchStatements(client: pg.Client): Promise<string[]> {
  return [
    ...(await schemaStatements(client)),
    ...(await policyStatements(client)),
    ...(await functionStatements(client)),
  ];
}

async function schemaStatements(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ exists: boolean; usable: boolean; ownable: boolean; member: boolean }>(
    `select n.oid is not null as exists,
       coalesce(has_schema_privilege('steward_app', n.oid, 'usage'), false) as usable,
       coalesce(has_schema_privilege($2, n.oid, 'create'), false) as ownable,
       pg_has_role(current_user, $2, 'usage') and pg_has_role(current_user, $2, 'set') as member
     from (values (1)) v left join pg_namespace n on n.nspname = $1`,
    [searchSchema, searchRoleName],
  );
  const found = rows[0];
  return [
    ...(found?.exists ? [] : [`create schema ${searchSchema}`]),
    ...(found?.usable ? [] : [`grant usage on schema ${searchSchema} to steward_app`]),
    // A function can only be handed to a role that could have made it.
    ...(found?.ownable ? [] : [`grant usage, create on schema ${searchSchema} to ${searchRoleName}`]),
    ...(found?.member ? [] : [`grant ${searchRoleName} to current_user with inherit true, set true`]),
  ];
}

async function policyStatements(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string }>(
    `select c.relname as table from pg_policy p join pg_class c on c.oid = p.polrelid
     where c.relnamespace = 'public'::regnamespace and p.polname = c.relname || '_search'`,
  );
  const found = new Set(rows.map(({ table }) => table));
  const missing = [...searchableTables].filter((table) => !found.has(table));
  const stale = [...found].filter((table) => !searchableTables.has(table));
  return [
    ...missing.map(
      (table) =>
        `create policy ${quote(`${table}_search`)} on public.${quote(table)} for select to ${searchRoleName} using (true)`,
    ),
    ...stale.map((table) => `drop policy ${quote(`${table}_search`)} on public.${quote(table)}`),
  ];
}

async function functionStatements(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<FunctionRow>(
    `select p.proname as name, p.oid::regprocedure::text as signature, p.prosrc as body, p.proconfig as settings,
       p.prosecdef as definer, pg_get_userbyid(p.proowner) as owner,
       array(select case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee)::text end
         from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee <> p.proowner) as grantees
     from pg_proc p where p.pronamespace = to_regnamespace($1)`,
    [searchSchema],
  );
  const unknown = rows.filter((row) => !searchableTables.has(row.name));
  const differing = [...searchableTables].filter((table) => !rows.some((row) => isCurrent(row, table)));
  return [
    ...unknown.map(({ signature }) => `drop function ${signature}`),
    ...differing.flatMap((table) => createFunction(table)),
  ];
}

function isCurrent(row: FunctionRow, table: string): boolean {
  return (
    row.name === table &&
    row.body === functionBody(table) &&
    row.definer &&
    row.owner === searchRoleName &&
    functionSettings.every((setting) => row.settings?.includes(setting)) &&
    row.grantees.join() === "steward_app"
  );
}
