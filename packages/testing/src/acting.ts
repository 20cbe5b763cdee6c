import { type Permission, permissionsOf, type Role } from "@steward/contracts";
import type { Database, TenantDb } from "@steward/db";
import type { TestMember, TestTenant } from "./two-tenants.ts";

/** What a service gets: the same members as its own context type, which this package may not know. */
export interface ActingContext {
  readonly db: TenantDb;
  readonly tenant: TestTenant;
  readonly actor: TestMember & {
    readonly permissions: ReadonlySet<Permission>;
    readonly customRole: null;
    readonly apiKey: null;
    readonly impersonator: null;
  };
  readonly requestId: string;
  readonly source: { readonly procedure: string; readonly clientAddress: null; readonly userAgent: null };
}

/** A member as a service sees them, without a database. */
export function actingScope(tenant: TestTenant, role: Role): Omit<ActingContext, "db"> {
  return {
    tenant,
    actor: {
      ...tenant.members[role],
      permissions: permissionsOf(role),
      customRole: null,
      apiKey: null,
      impersonator: null,
    },
    requestId: "request-of-a-test",
    source: { procedure: "test", clientAddress: null, userAgent: null },
  };
}

/** Calls services in the name of one member, as procedures do: reads in one flight, writes in one transaction. */
export interface Acting {
  read<T>(work: (ctx: ActingContext) => Promise<T>): Promise<T>;
  write<T>(work: (ctx: ActingContext) => Promise<T>): Promise<T>;
}

export function actingAs(database: Database, tenant: TestTenant, role: Role = "member"): Acting {
  const scope = actingScope(tenant, role);
  return {
    read: (work) => work({ ...scope, db: database.read(tenant.id) }),
    write: (work) => database.withTenant(tenant.id, (db) => work({ ...scope, db })),
  };
}
