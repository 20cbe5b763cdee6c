import { createTokens, refreshTokens, revokeTokens } from "@steward/auth";
import { createTokenInput, refreshTokenInput } from "@steward/contracts/auth/token";
import { publicProcedure, router } from "../kernel/procedure.ts";

/** Signing in for clients that keep their own tokens; browsers sign in through next-auth. */
export const authRouter = router({
  token: router({
    /** An access token of 15 minutes and a refresh token that is spent once. */
    create: publicProcedure.input(createTokenInput).mutation(({ ctx, input }) =>
      createTokens(ctx.platform, {
        ...input,
        address: ctx.request.address,
        userAgent: ctx.request.headers.get("user-agent"),
      }),
    ),
    refresh: publicProcedure
      .input(refreshTokenInput)
      .mutation(({ ctx, input }) => refreshTokens(ctx.platform, input.refreshToken)),
    revoke: publicProcedure
      .input(refreshTokenInput)
      .mutation(({ ctx, input }) => revokeTokens(ctx.platform, input.refreshToken)),
  }),
});
