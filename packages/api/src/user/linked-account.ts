import { listLinkedAccounts, unlinkAccount } from "@steward/auth";
import { listLinkedAccountsInput, unlinkAccountInput } from "@steward/contracts/auth/profile";
import { authSourceOf } from "../kernel/auth-source.ts";
import { router, userProcedure } from "../kernel/procedure.ts";

/** The providers that sign the person in. */
export const linkedAccountRouter = router({
  list: userProcedure
    .input(listLinkedAccountsInput)
    .query(({ ctx }) => listLinkedAccounts(ctx.platform, ctx.user.userId)),
  unlink: userProcedure
    .input(unlinkAccountInput)
    .mutation(({ ctx, input }) => unlinkAccount(ctx.platform, ctx.user, input, authSourceOf(ctx.request))),
});
