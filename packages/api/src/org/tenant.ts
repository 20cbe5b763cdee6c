import { updateTenantInput } from "@steward/contracts/org/tenant";
import { updateTenant } from "@steward/services/org";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";

export const tenantRouter = router({
  /** The organisation the caller works in, and what the caller may do there. */
  current: can("org.tenant.read")
    .input(z.void())
    .query(({ ctx }) => ({
      ...ctx.tenant,
      member: {
        id: ctx.actor.memberId,
        name: ctx.actor.name,
        email: ctx.actor.email,
        role: ctx.actor.role,
        permissions: [...ctx.actor.permissions],
      },
    })),

  update: can("org.tenant.update")
    .input(updateTenantInput)
    .mutation(({ ctx, input }) => updateTenant(ctx, input)),
});
