import { z } from "zod";
import { givenPasswordSchema } from "./sign-up.ts";

export const recoveryCodeCount = 10;

/** Six digits from the app or a recovery code; spaces and hyphens are how people read them aloud. */
export const secondFactorCodeSchema = z.string().trim().min(6, "Enter the code").max(40);

export const currentSecondFactorInput = z.void();
export const startSecondFactorInput = z.void();
/** The app's first code, with the password of whoever has one: an open session alone changes no way in. */
export const confirmSecondFactorInput = z.object({
  code: secondFactorCodeSchema,
  password: givenPasswordSchema.optional(),
});
export type ConfirmSecondFactorInput = z.infer<typeof confirmSecondFactorInput>;

/** Proof that the person asks for it: their password, or a code where they have none. */
const proof = { password: givenPasswordSchema.optional(), code: secondFactorCodeSchema.optional() };
const oneProof = ({ password, code }: { password?: string | undefined; code?: string | undefined }) =>
  (password === undefined) !== (code === undefined);

export const disableSecondFactorInput = z
  .object(proof)
  .refine(oneProof, { error: "Enter your password or a code", path: ["password"] });
export const renewRecoveryCodesInput = disableSecondFactorInput;
export type CredentialProof = z.infer<typeof disableSecondFactorInput>;

/** Why a second factor was asked for, refused or left as it is. */
export type SecondFactorReason =
  | "auth.second_factor_required"
  | "auth.second_factor_wrong"
  | "second_factor.already_on"
  | "second_factor.not_started"
  | "second_factor.off";
