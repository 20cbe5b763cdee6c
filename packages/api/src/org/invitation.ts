import { idInput } from "@steward/contracts";
import { createInvitationsInput, listInvitationsInput } from "@steward/contracts/org/invitation";
import {
  createInvitations,
  getInvitation,
  listInvitations,
  resendInvitation,
  revokeInvitation,
} from "@steward/services/org";
import { countInvitationMail } from "../kernel/gate.ts";
import { can, router } from "../kernel/procedure.ts";

export const invitationRouter = router({
  list: can("org.invitation.read")
    .input(listInvitationsInput)
    .query(({ ctx, input }) => listInvitations(ctx, input)),

  /** Answers what became of each address. */
  create: can("org.invitation.write")
    .input(createInvitationsInput, (ctx, { emails }) =>
      countInvitationMail(ctx.platform, ctx.tenant.id, [...new Set(emails)]),
    )
    .mutation(({ ctx, input }) => createInvitations(ctx, input, ctx.platform)),
  /** With a new link; the one sent before is dead. */
  resend: can("org.invitation.write")
    .input(idInput, async (ctx, { id }) => {
      const { email } = await getInvitation(ctx, id);
      await countInvitationMail(ctx.platform, ctx.tenant.id, [email]);
    })
    .mutation(({ ctx, input }) => resendInvitation(ctx, input.id, ctx.platform)),
  revoke: can("org.invitation.write")
    .input(idInput)
    .mutation(({ ctx, input }) => revokeInvitation(ctx, input.id)),
});
