import type { Role } from "@steward/contracts";
import { actingScope, createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";
import type { ServiceContext } from "../../kernel/index.ts";

/** Two organisations, and business rules called in them as in a request. */
export interface SalesFixture extends TwoTenants {
  /** In a transaction, as a mutation runs. */
  act<T>(work: (ctx: ServiceContext) => Promise<T>, tenant?: TestTenant, role?: Role): Promise<T>;
  /** In one flight per statement, as a query runs. */
  look<T>(work: (ctx: ServiceContext) => Promise<T>, tenant?: TestTenant): Promise<T>;
}

export async function createSalesFixture(): Promise<SalesFixture> {
  const two = await createTwoTenants();
  return {
    ...two,
    act: (work, tenant = two.acme, role = "member") =>
      two.database.withTenant(tenant.id, (db) => work({ ...actingScope(tenant, role), db })),
    look: (work, tenant = two.acme) => work({ ...actingScope(tenant, "member"), db: two.database.read(tenant.id) }),
  };
}
