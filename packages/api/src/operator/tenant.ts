import { idInput } from "@steward/contracts";
import { listTenantsInput, suspendTenantInput } from "@steward/contracts/operator/tenant";
import {
  getTenant,
  listTenants,
  restoreTenantAsOperator,
  resumeTenant,
  suspendTenant,
} from "@steward/services/platform";
import { operatorProcedure, router } from "../kernel/procedure.ts";

export const operatorTenantRouter = router({
  list: operatorProcedure.input(listTenantsInput).query(({ ctx, input }) => listTenants(ctx.console.db, input)),
  byId: operatorProcedure
    .input(idInput)
    .query(({ ctx, input }) => getTenant(ctx.console.db, ctx.platform.database, input.id)),

  suspend: operatorProcedure.input(suspendTenantInput).mutation(({ ctx, input }) => suspendTenant(ctx.console, input)),
  resume: operatorProcedure.input(idInput).mutation(({ ctx, input }) => resumeTenant(ctx.console, input.id)),
  /** Takes back a request to be removed. */
  restore: operatorProcedure
    .input(idInput)
    .mutation(({ ctx, input }) => restoreTenantAsOperator(ctx.console, input.id)),
});
