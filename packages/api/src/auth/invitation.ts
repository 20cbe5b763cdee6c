import { acceptInvitationInput, invitationTokenInput } from "@steward/contracts/org/invitation";
import { acceptInvitation, previewInvitation } from "@steward/services/platform";
import { publicProcedure, router } from "../kernel/procedure.ts";
import { sourceOf } from "../kernel/source.ts";

/** The page behind an invitation's link, for whoever holds the link. */
export const invitationRouter = router({
  preview: publicProcedure
    .input(invitationTokenInput)
    .query(({ ctx, input }) => previewInvitation(ctx.platform.system, input.token)),
  /** Makes an account and joins with it; somebody who has one signs in and uses `user.invitation.accept`. */
  accept: publicProcedure
    .input(acceptInvitationInput)
    .mutation(({ ctx, input, path }) =>
      acceptInvitation({ system: ctx.platform.system, ...sourceOf(ctx.request, path) }, input),
    ),
});
