import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { DatabaseSetupError, explainConnectFailure } from "../setup-error.ts";

/** Roles that sign in, and the NOLOGIN role that owns the search functions. */
export const loginRoles = ["steward_app", "steward_system"] as const;
export type LoginRole = (typeof loginRoles)[number];
export const searchRoleName = "steward_search";

/** The password of a role, derived so that every process that knows the secret knows it without a store. */
export function rolePassword(secret: string, role: LoginRole): string {
  return createHmac("sha256", secret).update(`postgres-role:${role}`).digest("base64url");
}

/** The owner's address with another role's name and password. */
export function roleUrl(ownerUrl: string, role: LoginRole, secret: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = rolePassword(secret, role);
  return url.toString();
}

/**
 * The SCRAM verifier of a password, so that the password itself never travels in a statement that a server
 * may log. The salt is derived too: the same secret gives the same verifier.
 */
function scramVerifier(password: string): string {
  const iterations = 4096;
  const salt = createHash("sha256").update(`salt:${password}`).digest().subarray(0, 16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
  const clientKey = createHmac("sha256", salted).update("Client Key").digest();
  const serverKey = createHmac("sha256", salted).update("Server Key").digest("base64");
  const storedKey = createHash("sha256").update(clientKey).digest("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}

/**
 * Creates the roles and corrects those that have gained rights they must not have.
 *
 * Roles belong to the whole cluster, so the migration lock of one database does not protect them: two databases
 * of one cluster may be set up at once, and the loser of such a race tries again.
 */
export async function ensureRoles(client: pg.Client, secret: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      for (const role of loginRoles) await ensureRole(client, role, scramVerifier(rolePassword(secret, role)));
      await ensureRole(client, searchRoleName, null);
      return;
    } catch (error) {
      if (attempt >= 20 || !isConcurrentRoleChange(error)) throw explainRoleFailure(error);
      await delay(20 * attempt * Math.random());
    }
  }
}

function isConcurrentRoleChange(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return false;
  // duplicate_object, unique_violation, and "tuple concurrently updated", which has no code of its own.
  return error.code === "42710" || error.code === "23505" || error.code === "XX000";
}

function explainRoleFailure(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError) || error.code !== "42501") return error;
  return new DatabaseSetupError(
    `The user may not change the role of Steward that exists in this cluster already (${error.message}).`,
    { cause: error },
  );
}

async function ensureRole(client: pg.Client, role: string, verifier: string | null): Promise<void> {
  const { rows } = await client.query<{ safe: boolean; utc: boolean }>(
    `select rolcanlogin = $2 and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication) as safe,
       coalesce('TimeZone=UTC' = any (rolconfig), false) as utc
     from pg_roles where rolname = $1`,
    [role, verifier !== null],
  );
  const found = rows[0];
  const login = verifier === null ? "nologin" : "login";
  if (!found) {
    const password = verifier === null ? "" : ` password ${pg.escapeLiteral(verifier)}`;
    await client.query(`create role ${role} ${login}${password} noinherit`);
  } else if (!found.safe) {
    await client.query(`alter role ${role} ${login} nosuperuser nobypassrls nocreaterole nocreatedb noreplication`);
  }
  if (!found?.utc) await client.query(`alter role ${role} set "TimeZone" to 'UTC'`);
}

/**
 * Sets the passwords again where the derived one does not open a connection: the secret was changed.
 * Runs after CONNECT was granted; a re-run with the same secret changes nothing.
 */
export async function ensurePasswords(client: pg.Client, ownerUrl: string, secret: string): Promise<void> {
  for (const role of loginRoles) {
    const probe = new pg.Client({ connectionString: roleUrl(ownerUrl, role, secret), connectionTimeoutMillis: 10_000 });
    probe.on("error", () => {
      // Reported by connect().
    });
    try {
      await probe.connect();
    } catch (error) {
      const refused = error instanceof pg.DatabaseError && error.code === "28P01";
      if (!refused) throw explainConnectFailure(error, roleUrl(ownerUrl, role, secret));
      const verifier = scramVerifier(rolePassword(secret, role));
      await client.query(`alter role ${role} password ${pg.escapeLiteral(verifier)}`);
    } finally {
      await probe.end().catch(() => {});
    }
  }
}
