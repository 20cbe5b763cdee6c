import { listOwnSecurityEvents } from "@steward/auth";
import { listOwnSecurityEventsInput } from "@steward/contracts/auth/security-event";
import { router, userProcedure } from "../kernel/procedure.ts";

/** What happened to the person's own access. */
export const securityEventRouter = router({
  list: userProcedure
    .input(listOwnSecurityEventsInput)
    .query(({ ctx, input }) => listOwnSecurityEvents(ctx.platform, ctx.user.userId, input)),
});
