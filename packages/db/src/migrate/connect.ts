import pg from "pg";
import { DatabaseSetupError, explainConnectFailure } from "../setup-error.ts";

const minimumVersion = 160_000;

/**
 * A connection as the owner of the schema, checked to be able to set Steward up.
 * @throws {DatabaseSetupError} unreachable, too old, or without the rights it needs.
 */
export async function connectOwner(ownerUrl: string): Promise<pg.Client> {
  if (!URL.canParse(ownerUrl) || !/^postgres(ql)?:$/.test(new URL(ownerUrl).protocol)) {
    throw new DatabaseSetupError("DATABASE_URL is not of the form postgres://user:password@host:5432/database.");
  }
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: "steward-migrate",
    connectionTimeoutMillis: 10_000,
    statement_timeout: 0,
  });
  client.on("error", () => {
    // A lost connection also rejects the statement under way, which is where it is handled.
  });
  try {
    await client.connect();
    await assertCapable(client);
  } catch (error) {
    await client.end().catch(() => {});
    throw explainConnectFailure(error, ownerUrl);
  }
  return client;
}

async function assertCapable(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{
    version: number;
    user: string;
    superuser: boolean;
    bypass: boolean;
    create_role: boolean;
    replica: boolean;
    may_create: boolean;
  }>(`
    select current_setting('server_version_num')::int as version, current_user as "user", rolsuper as superuser,
      rolsuper or rolbypassrls as bypass, rolsuper or rolcreaterole as create_role, pg_is_in_recovery() as replica,
      has_schema_privilege('public', 'create') and has_database_privilege(current_database(), 'create') as may_create
    from pg_roles where rolname = current_user`);
  const found = rows[0];
  if (!found) throw new DatabaseSetupError("PostgreSQL does not list the connecting user in pg_roles.");
  if (found.version < minimumVersion) {
    const major = Math.floor(found.version / 10_000);
    throw new DatabaseSetupError(`PostgreSQL 16 or newer is needed; this server is version ${major}.`);
  }
  if (found.replica) throw new DatabaseSetupError("This server is a read-only replica; connect to the primary.");
  if (!found.bypass) {
    throw new DatabaseSetupError(
      `The user ${found.user} needs BYPASSRLS to own the schema; run: alter role ${found.user} bypassrls.`,
    );
  }
  if (!found.create_role) {
    throw new DatabaseSetupError(
      `The user ${found.user} needs CREATEROLE to set up the application's roles; run: alter role ${found.user} createrole.`,
    );
  }
  if (!found.may_create) {
    throw new DatabaseSetupError(
      `The user ${found.user} may not create schemas and tables in this database; make it the database's owner.`,
    );
  }
}
