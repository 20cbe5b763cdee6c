import { requireOwnHands } from "@steward/auth";
import { createTenantInput, restoreTenantInput, suggestAddressInput } from "@steward/contracts/org/tenant";
import { createTenant, type PersonContext, restoreTenant, suggestAddress } from "@steward/services/platform";
import type { Context } from "../kernel/context.ts";
import { countFounding } from "../kernel/gate.ts";
import { router, userProcedure } from "../kernel/procedure.ts";
import { sourceOf } from "../kernel/source.ts";

function personOf({ platform, request }: Context, userId: string, procedure: string): PersonContext {
  const { database, system } = platform;
  return { database, system, userId, ...sourceOf(request, procedure) };
}

/** Organisations of the signed-in person that nobody can work in: not yet there, or about to go. */
export const userTenantRouter = router({
  create: userProcedure.input(createTenantInput).mutation(async ({ ctx, input }) => {
    requireOwnHands(ctx.user);
    await countFounding(ctx.platform, ctx.user.userId);
    return createTenant(personOf(ctx, ctx.user.userId, "user.tenant.create"), input);
  }),

  /** An address that is free, for the form. */
  suggestAddress: userProcedure
    .input(suggestAddressInput)
    .query(({ ctx, input }) => suggestAddress(ctx.platform.system, input)),

  restore: userProcedure.input(restoreTenantInput).mutation(({ ctx, input }) => {
    requireOwnHands(ctx.user);
    return restoreTenant(personOf(ctx, ctx.user.userId, "user.tenant.restore"), input.slug);
  }),
});
