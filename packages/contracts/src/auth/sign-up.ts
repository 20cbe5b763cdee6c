import { z } from "zod";
import { emailSchema, nameSchema } from "../kernel/text.ts";

/**
 * NIST SP 800-63B-4 asks for at least 8 characters and advises 15 where nothing else protects the account; OWASP ASVS
 * 5.0 (6.2.1) says the same. Twelve keeps a phrase of three words possible, and what makes short ones weak is refused
 * apart: common passwords and the person's own name. No rules on kinds of characters and no forced change, as both ask.
 */
export const minPasswordLength = 12;
/** Longer than any phrase or manager makes; hashing megabytes is work an attacker gets for free. */
export const maxPasswordLength = 1_024;

/** A password as given where one is proved: whatever was once accepted. */
export const givenPasswordSchema = z.string().min(1, "Enter your password").max(maxPasswordLength);

/** A new password. Characters count as a person counts them; spaces at the ends stay. */
export const newPasswordSchema = z
  .string()
  .max(maxPasswordLength, `Use at most ${maxPasswordLength} characters`)
  .refine((value) => [...value].length >= minPasswordLength, `Use at least ${minPasswordLength} characters`);

export const signUpInput = z.object({
  name: nameSchema("Enter your name", 100),
  email: emailSchema,
  password: newPasswordSchema,
});
export type SignUpInput = z.infer<typeof signUpInput>;

/** A secret out of a link in a mail. */
export const mailedTokenSchema = z.string().min(1).max(512);

export const verifyEmailInput = z.object({ token: mailedTokenSchema });
export const resendVerificationInput = z.object({ email: emailSchema });

/** Why a new password or a mailed link was refused. */
export type SignUpReason = "password.too_common" | "password.too_personal" | "auth.link_invalid";
