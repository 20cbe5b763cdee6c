import { requestPasswordReset, resetPassword } from "@steward/auth";
import { forgotPasswordInput, resetPasswordInput } from "@steward/contracts/auth/password";
import { authSourceOf } from "../kernel/auth-source.ts";
import { publicProcedure, router } from "../kernel/procedure.ts";

/** The way back in for who forgot their password. */
export const forgottenPasswordRouter = router({
  /** The same answer for every address. */
  forgot: publicProcedure
    .input(forgotPasswordInput)
    .mutation(({ ctx, input }) => requestPasswordReset(ctx.platform, input.email, authSourceOf(ctx.request))),
  reset: publicProcedure
    .input(resetPasswordInput)
    .mutation(({ ctx, input }) => resetPassword(ctx.platform, input, authSourceOf(ctx.request))),
});
