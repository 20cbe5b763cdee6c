import { type Permission, permissionsOf, type Role } from "@steward/contracts";
import type { Database, TenantDb } from "@steward/db";
import type { TestMember, TestTenant } from "./two-tenants.ts";

/** What a service gets: the same members as its own context type, which this package may not know. */
export interface ActingContext {
  readonly db: TenantDb;
  readonly tenant: TestTenant;
  readonly actor: TestMember & { readonly permissions: ReadonlySet<Permission> };
  readonly requestId: string;
}

/** Calls services in the name of one member, as procedures do: reads in one flight, writes in one transaction. */
export interface Acting {
  read<T>(work: (ctx: ActingContext) => Promise<T>): Promise<T>;
  write<T>(work: (ctx: ActingContext) => Promise<T>): Promise<T>;
}

export function actingAs(database: Database, tenant: TestTenant, role: Role = "member"): Acting {
  const actor = { ...tenant.members[role], permissions: permissionsOf(role) };
  const scope = { tenant, actor, requestId: "request-of-a-test" };
  return {
    read: (work) => work({ ...scope, db: database.read(tenant.id) }),
    write: (work) => database.withTenant(tenant.id, (db) => work({ ...scope, db })),
  };
}
