import { accessChannel } from "@steward/contracts/auth/access-change";
import pg from "pg";

const name = "announce_access_change";

/** The tables a membership is read from, and the kind of change a row of theirs is. */
export const announcedTables = new Map([
  ["custom_role", "role"],
  ["member", "member"],
  ["tenant", "tenant"],
]);

/** As `announceAccessChange` writes it: PostgreSQL sends what is said twice in one transaction once. */
const body = `
begin
  perform pg_notify('${accessChannel}', format('{"kind":"%s","id":"%s"}', tg_argv[0], old.id));
  return null;
end`;

interface FunctionRow {
  body: string;
  settings: string[] | null;
}

/**
 * Processes remember what members may do until they hear that it changed. Whoever changes or removes a row that decides
 * it is heard by a trigger, so that no service can forget to say so, nor somebody who mends a row by hand.
 *
 * A new row needs none: nobody remembers that there was nothing.
 *
 * @returns what has to be run for the triggers to be as they must.
 */
export async function accessTriggerStatements(client: pg.Client): Promise<string[]> {
  const { rows: functions } = await client.query<FunctionRow>(
    "select prosrc as body, proconfig as settings from pg_proc where oid = to_regprocedure($1)",
    [`public.${name}()`],
  );
  const [found] = functions;
  const current = found?.body === body && found.settings?.join() === "search_path=pg_catalog, pg_temp";
  // 25: after update or delete, for each row.
  const { rows: triggers } = await client.query<{ table: string; kind: string }>(
    `select c.relname as table, trim(trailing '\\000' from encode(t.tgargs, 'escape')) as kind
     from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where t.tgfoid = to_regprocedure($1) and t.tgname = $2 and t.tgtype = 25 and t.tgenabled = 'O' and t.tgqual is null
       and t.tgattr = '' and c.relnamespace = 'public'::regnamespace`,
    [`public.${name}()`, name],
  );
  const missing = [...announcedTables].filter(
    ([table, kind]) => !triggers.some((trigger) => trigger.table === table && trigger.kind === kind),
  );
  return [
    ...(current ? [] : createFunction()),
    ...missing.map(
      ([table, kind]) =>
        `create or replace trigger ${name} after update or delete on public.${pg.escapeIdentifier(table)}
         for each row execute function public.${name}(${pg.escapeLiteral(kind)})`,
    ),
  ];
}

function createFunction(): string[] {
  return [
    `create or replace function public.${name}() returns trigger language plpgsql
     set search_path = pg_catalog, pg_temp as ${pg.escapeLiteral(body)}`,
    `revoke all on function public.${name}() from public`,
  ];
}
