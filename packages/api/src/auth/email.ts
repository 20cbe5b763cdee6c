import { resendVerification, verifyEmail } from "@steward/auth";
import { resendVerificationInput, verifyEmailInput } from "@steward/contracts/auth/sign-up";
import { authSourceOf } from "../kernel/auth-source.ts";
import { publicProcedure, router } from "../kernel/procedure.ts";

/** Showing that an address is one's own. */
export const emailRouter = router({
  verify: publicProcedure
    .input(verifyEmailInput)
    .mutation(({ ctx, input }) => verifyEmail(ctx.platform, input.token, authSourceOf(ctx.request))),
  /** The same answer for every address. */
  resend: publicProcedure
    .input(resendVerificationInput)
    .mutation(({ ctx, input }) => resendVerification(ctx.platform, input.email, authSourceOf(ctx.request))),
});
