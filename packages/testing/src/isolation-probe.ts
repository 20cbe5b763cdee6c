import { uuidv7 } from "@steward/db";
import { type SystemAccess, tenantTables } from "@steward/db/schema";
import type { Client } from "pg";

/** A tenant with a sample row, of the same id in every table (`insertSampleRows`). */
export interface ProbedSide {
  readonly tenantId: string;
  readonly rowId: string;
}

/** How a statement ends that needs a privilege the role has not; and one that writes a row no policy lets it write. */
const denied = "permission denied";
const refused = "refused by policy";
const notNullViolation = "23502";

type Actions = Partial<Record<"select" | "insert" | "update" | "delete", true>>;
const bySystemAccess: Record<SystemAccess, Actions> = {
  none: {},
  read: { select: true },
  append: { select: true, insert: true },
  write: { select: true, insert: true, update: true, delete: true },
};

/**
 * Tries out what the roles that serve requests can do with a table, rather than asking the catalogue what they may.
 * Returns a sentence for everything that crosses from one tenant to the other, or that a role was not to be able to do;
 * none for a sound table. Changes nothing.
 *
 * @param client as superuser, inside a transaction.
 */
export async function probeIsolation(
  client: Client,
  table: string,
  { own, other }: { readonly own: ProbedSide; readonly other: ProbedSide },
): Promise<string[]> {
  const column = await firstColumn(client, table);
  const findings: string[] = [];
  for (const { role = "steward_app", tenantId = own.tenantId, what, statement, wanted } of [
    ...rowProbes(table, own, other),
    ...privilegeProbes(table, column),
  ]) {
    const found = await attempt(client, { role, tenantId, statement });
    if (found !== wanted) findings.push(`${table}: ${role} ${what}: ${found}, not ${wanted}`);
  }
  return findings;
}

interface Probe {
  /** The app's, unless another is named. */
  readonly role?: string;
  /** The tenant that is set: the own one unless another is named. */
  readonly tenantId?: string;
  readonly what: string;
  readonly statement: string;
  readonly wanted: string;
}

/** Whose rows the app's role reaches. */
function rowProbes(table: string, own: ProbedSide, other: ProbedSide): Probe[] {
  if (table === "tenant") return tenantProbes(own, other);
  if (table === "mail_message") return mailProbes(own, other);
  const declared = tenantTables.get(table);
  if (!declared) return [];
  const name = `"${table}"`;
  const touched = declared.appendOnly ? denied : "0 rows";
  const add = `insert into ${name} (tenant_id, id) values ('${other.tenantId}', '${uuidv7()}')`;
  const change = (id: string, assignment = "created_at = now()") =>
    `update ${name} set ${assignment} where id = '${id}'`;
  const giveAway = change(own.rowId, `tenant_id = '${other.tenantId}'`);
  return [
    { what: "sees its own row", statement: `select from ${name} where id = '${own.rowId}'`, wanted: "1 rows" },
    {
      what: "sees another's row",
      statement: `select from ${name} where tenant_id <> '${own.tenantId}'`,
      wanted: "0 rows",
    },
    { what: "sees rows without a tenant", statement: `select from ${name}`, wanted: "0 rows", tenantId: "" },
    { what: "changes another's row", statement: change(other.rowId), wanted: touched },
    { what: "removes another's row", statement: `delete from ${name} where id = '${other.rowId}'`, wanted: touched },
    { what: "adds a row of another's", statement: add, wanted: refused },
    { what: "adds a row without a tenant", statement: add, wanted: refused, tenantId: "" },
    { what: "gives a row away", statement: giveAway, wanted: declared.appendOnly ? denied : refused },
    { what: "changes its own row", statement: change(own.rowId), wanted: declared.appendOnly ? denied : "1 rows" },
  ];
}

function tenantProbes(own: ProbedSide, other: ProbedSide): Probe[] {
  const make = `insert into tenant (id, slug, name) values ('${uuidv7()}', 'another', 'Another')`;
  return [
    { what: "sees itself", statement: `select from tenant where id = '${own.tenantId}'`, wanted: "1 rows" },
    { what: "sees another", statement: `select from tenant where id <> '${own.tenantId}'`, wanted: "0 rows" },
    {
      what: "changes another",
      statement: `update tenant set name = 'x' where id = '${other.tenantId}'`,
      wanted: "0 rows",
    },
    { what: "makes another", statement: make, wanted: refused },
  ];
}

function mailProbes(own: ProbedSide, other: ProbedSide): Probe[] {
  const send = (tenantId: string) => `insert into mail_message (id, tenant_id) values ('${uuidv7()}', '${tenantId}')`;
  return [
    { what: "sends in another's name", statement: send(other.tenantId), wanted: refused },
    // Past the policy: the rest of the row is missing.
    { what: "sends in its own name", statement: send(own.tenantId), wanted: notNullViolation },
  ];
}

/** What each role may not do at all. */
function privilegeProbes(table: string, column: string): Probe[] {
  const name = `"${table}"`;
  const declared = tenantTables.get(table);
  const statements = {
    select: `select ${column} from ${name}`,
    insert: `insert into ${name} default values`,
    // Without reading a column: that would need the privilege to read as well.
    update: `update ${name} set ${column} = default`,
    delete: `delete from ${name}`,
    truncate: `truncate ${name}`,
  };
  const onGlobal: Actions =
    table === "security_event" ? { ...bySystemAccess.append, delete: true } : bySystemAccess.write;
  const permitted: Record<string, Actions> = {
    steward_app: declared ? bySystemAccess[declared.appendOnly ? "append" : "write"] : (appOnGlobal[table] ?? {}),
    steward_system: declared ? bySystemAccess[declared.system] : onGlobal,
  };
  return Object.entries(permitted).flatMap(([role, actions]) =>
    Object.entries(statements)
      .filter(([action]) => !(action in actions))
      .map(([action, statement]) => ({ role, what: `may ${action}`, statement, wanted: denied })),
  );
}

/** What the app's role may do with tables that belong to no tenant: its own organisation's row, and its mail. */
const appOnGlobal: Readonly<Record<string, Actions>> = {
  tenant: { select: true, insert: true, update: true },
  mail_message: { insert: true },
};

async function firstColumn(client: Client, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    "select quote_ident(attname) as name from pg_attribute where attrelid = quote_ident($1)::regclass and attnum = 1",
    [table],
  );
  return rows[0]?.name ?? "";
}

/** Runs one statement as a role, takes back what it did, and says how it ended: `2 rows`, how it was refused, or the error's SQLSTATE. */
async function attempt(
  client: Client,
  { role, tenantId, statement }: { readonly role: string; readonly tenantId: string; readonly statement: string },
): Promise<string> {
  await client.query(
    `savepoint attempt; set local role ${role}; select set_config('app.tenant_id', '${tenantId}', true)`,
  );
  try {
    const { rowCount } = await client.query(statement);
    return `${rowCount} rows`;
  } catch (error) {
    return endingOf(error);
  } finally {
    await client.query("rollback to savepoint attempt");
  }
}

/** PostgreSQL has one code for both kinds of refusal; its messages are in English, as `initdb` made it. */
function endingOf(error: unknown): string {
  if (!(error instanceof Error && "code" in error)) throw error;
  if (error.message.startsWith("permission denied")) return denied;
  return error.message.includes("row-level security") ? refused : String(error.code);
}
