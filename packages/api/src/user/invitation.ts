import { requireOwnHands } from "@steward/auth";
import { acceptOwnInvitationInput } from "@steward/contracts/org/invitation";
import { acceptOwnInvitation, listOwnInvitations } from "@steward/services/platform";
import { z } from "zod";
import { router, userProcedure } from "../kernel/procedure.ts";
import { sourceOf } from "../kernel/source.ts";

/** Invitations to the signed-in person. */
export const ownInvitationRouter = router({
  list: userProcedure.input(z.void()).query(({ ctx }) => listOwnInvitations(ctx.platform.system, ctx.user.userId)),
  accept: userProcedure.input(acceptOwnInvitationInput).mutation(({ ctx, input, path }) => {
    requireOwnHands(ctx.user);
    const { userId } = ctx.user;
    return acceptOwnInvitation({ system: ctx.platform.system, userId, ...sourceOf(ctx.request, path) }, input);
  }),
});
