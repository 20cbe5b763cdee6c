import { z } from "zod";
import { emailSchema } from "../kernel/text.ts";
import { givenPasswordSchema, mailedTokenSchema, newPasswordSchema } from "./sign-up.ts";

export const forgotPasswordInput = z.object({ email: emailSchema });

export const resetPasswordInput = z.object({ token: mailedTokenSchema, password: newPasswordSchema });

export const changePasswordInput = z.object({ current: givenPasswordSchema, password: newPasswordSchema });
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

/** Why a password was not changed. */
export type PasswordReason = "password.wrong" | "password.none" | "password.unchanged";
