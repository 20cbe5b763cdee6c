import { signUp } from "@steward/auth";
import { signUpInput } from "@steward/contracts/auth/sign-up";
import { authSourceOf } from "../kernel/auth-source.ts";
import { publicProcedure } from "../kernel/procedure.ts";

/** Makes an account that its mailbox confirms; the answer is the same for every address. */
export const signUpProcedure = publicProcedure
  .input(signUpInput)
  .mutation(({ ctx, input }) => signUp(ctx.platform, input, authSourceOf(ctx.request)));
