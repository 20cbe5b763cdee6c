import { changePassword } from "@steward/auth";
import { changePasswordInput } from "@steward/contracts/auth/password";
import { authSourceOf } from "../kernel/auth-source.ts";
import { router, userProcedure } from "../kernel/procedure.ts";

/** The signed-in person's own password. */
export const passwordRouter = router({
  change: userProcedure
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => changePassword(ctx.platform, ctx.user, input, authSourceOf(ctx.request))),
});
