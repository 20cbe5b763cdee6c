import { requireOwnHands, requirePerson } from "@steward/auth";
import { requestDeletionInput, updateSecurityInput, updateTenantInput } from "@steward/contracts/org/tenant";
import { getSecurity, requestDeletion, updateSecurity, updateTenant } from "@steward/services/org";
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
        customRole: ctx.actor.customRole,
        permissions: [...ctx.actor.permissions],
        /** The operator who acts in this member's name, for the banner that says so. */
        impersonator: ctx.actor.impersonator,
      },
    })),

  update: can("org.tenant.update")
    .input(updateTenantInput)
    .mutation(({ ctx, input }) => updateTenant(ctx, input)),

  /** How people must sign in to work here. */
  security: can("org.tenant.secure")
    .input(z.void())
    .query(({ ctx }) => getSecurity(ctx)),
  updateSecurity: can("org.tenant.secure")
    .input(updateSecurityInput)
    .mutation(async ({ ctx, input }) => {
      const identity = await ctx.identity();
      requireOwnHands(identity);
      return updateSecurity(ctx, input, identity.secondFactor);
    }),

  /** Shuts the organisation at once and removes it for good after the days of grace. */
  requestDeletion: can("org.tenant.delete")
    .input(requestDeletionInput)
    .mutation(async ({ ctx, input }) => {
      requirePerson(await ctx.identity());
      return requestDeletion(ctx, input, `${ctx.platform.webUrl}/`);
    }),
});
