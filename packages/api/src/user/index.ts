import { requireOwnHands } from "@steward/auth";
import { updateProfileInput } from "@steward/contracts/auth/profile";
import { getProfile, updateProfile } from "@steward/services/platform";
import { z } from "zod";
import { router, userProcedure } from "../kernel/procedure.ts";
import { sourceOf } from "../kernel/source.ts";
import { ownInvitationRouter } from "./invitation.ts";
import { linkedAccountRouter } from "./linked-account.ts";
import { passwordRouter } from "./password.ts";
import { secondFactorRouter } from "./second-factor.ts";
import { securityEventRouter } from "./security-event.ts";
import { impersonationRouter, sessionRouter } from "./session.ts";
import { userTenantRouter } from "./tenant.ts";

/** The signed-in person, whatever the organisation. */
export const userRouter = router({
  me: userProcedure.input(z.void()).query(({ ctx }) => getProfile(ctx.platform.system, ctx.user)),
  update: userProcedure.input(updateProfileInput).mutation(({ ctx, input, path }) => {
    requireOwnHands(ctx.user);
    const { userId } = ctx.user;
    return updateProfile({ system: ctx.platform.system, userId, ...sourceOf(ctx.request, path) }, input);
  }),
  invitation: ownInvitationRouter,
  linkedAccount: linkedAccountRouter,
  password: passwordRouter,
  secondFactor: secondFactorRouter,
  session: sessionRouter,
  tenant: userTenantRouter,
  impersonation: impersonationRouter,
  securityEvent: securityEventRouter,
});
