import {
  confirmSecondFactor,
  disableSecondFactor,
  getSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from "@steward/auth";
import {
  confirmSecondFactorInput,
  currentSecondFactorInput,
  disableSecondFactorInput,
  renewRecoveryCodesInput,
  startSecondFactorInput,
} from "@steward/contracts/auth/second-factor";
import { authSourceOf } from "../kernel/auth-source.ts";
import { router, userProcedure } from "../kernel/procedure.ts";

/** The person's authenticator app and recovery codes. */
export const secondFactorRouter = router({
  current: userProcedure
    .input(currentSecondFactorInput)
    .query(({ ctx }) => getSecondFactor(ctx.platform, ctx.user.userId)),
  start: userProcedure.input(startSecondFactorInput).mutation(({ ctx }) => startSecondFactor(ctx.platform, ctx.user)),
  /** Answers the recovery codes, once. */
  confirm: userProcedure
    .input(confirmSecondFactorInput)
    .mutation(({ ctx, input }) => confirmSecondFactor(ctx.platform, ctx.user, input, authSourceOf(ctx.request))),
  disable: userProcedure
    .input(disableSecondFactorInput)
    .mutation(({ ctx, input }) => disableSecondFactor(ctx.platform, ctx.user, input, authSourceOf(ctx.request))),
  renewCodes: userProcedure
    .input(renewRecoveryCodesInput)
    .mutation(({ ctx, input }) => renewRecoveryCodes(ctx.platform, ctx.user, input, authSourceOf(ctx.request))),
});
