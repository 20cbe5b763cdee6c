import { pgRole } from "drizzle-orm/pg-core";

/** Serves requests: sees one tenant at a time, never the owner of a table, never BYPASSRLS. */
export const appRole = pgRole("steward_app").existing();

/** Works across tenants (sign-in, operator console, relay): only where a table has a policy for it. */
export const systemRole = pgRole("steward_system").existing();
