import { createTokens, refreshTokens, revokeTokens } from "@steward/auth";
import { createTokenInput, refreshTokenInput } from "@steward/contracts/auth/token";
import { authSourceOf } from "../kernel/auth-source.ts";
import { publicProcedure, router } from "../kernel/procedure.ts";

/** Signing in for clients that keep their own tokens; browsers sign in through next-auth. */
export const tokenRouter = router({
  /** An access token of 15 minutes and a refresh token that is spent once. */
  create: publicProcedure.input(createTokenInput).mutation(({ ctx, input }) => {
    const { clientAddress, ...source } = authSourceOf(ctx.request);
    return createTokens(ctx.platform, { ...input, ...source, address: clientAddress ?? "" });
  }),
  refresh: publicProcedure
    .input(refreshTokenInput)
    .mutation(({ ctx, input }) => refreshTokens(ctx.platform, input.refreshToken, authSourceOf(ctx.request))),
  revoke: publicProcedure
    .input(refreshTokenInput)
    .mutation(({ ctx, input }) => revokeTokens(ctx.platform, input.refreshToken, authSourceOf(ctx.request))),
});
