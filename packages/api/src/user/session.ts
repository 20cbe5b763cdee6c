import { listSessions, revokeOtherSessions, revokeOwnSession, stopImpersonation } from "@steward/auth";
import {
  listSessionsInput,
  revokeOtherSessionsInput,
  revokeSessionInput,
  stopImpersonationInput,
} from "@steward/contracts/auth/session";
import { authSourceOf } from "../kernel/auth-source.ts";
import { router, userProcedure } from "../kernel/procedure.ts";

/** Where the person is signed in, and signing out there. */
export const sessionRouter = router({
  list: userProcedure.input(listSessionsInput).query(({ ctx }) => listSessions(ctx.platform, ctx.user)),
  revoke: userProcedure
    .input(revokeSessionInput)
    .mutation(({ ctx, input }) => revokeOwnSession(ctx.platform, ctx.user, input.id, authSourceOf(ctx.request))),
  revokeOthers: userProcedure
    .input(revokeOtherSessionsInput)
    .mutation(({ ctx }) => revokeOtherSessions(ctx.platform, ctx.user, authSourceOf(ctx.request))),
});

/** The way out of acting in somebody's name: a ticket for the operator's own session. */
export const impersonationRouter = router({
  stop: userProcedure
    .input(stopImpersonationInput)
    .mutation(({ ctx }) => stopImpersonation(ctx.platform, ctx.user, authSourceOf(ctx.request))),
});
