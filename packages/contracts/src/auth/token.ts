import { z } from "zod";

/** Loose on purpose: whether an e-mail looks right says nothing about whether it signs somebody in. */
export const createTokenInput = z.object({
  email: z.string().trim().min(1, "Enter your e-mail address").max(320),
  password: z.string().min(1, "Enter your password").max(1_024),
  /** From the authenticator app, or a recovery code; asked for by `auth.second_factor_required`. */
  code: z.string().trim().max(40).optional(),
});

export const refreshTokenInput = z.object({ refreshToken: z.string().min(1).max(512) });

/** Why credentials, a token or a session were refused. */
export type AuthReason =
  | "auth.sign_in_required"
  | "auth.invalid_credentials"
  | "auth.user_disabled"
  | "auth.email_unverified"
  | "auth.too_many_attempts"
  | "auth.busy"
  | "auth.invalid_token"
  | "auth.token_expired"
  | "auth.session_expired"
  | "auth.session_too_old"
  | "auth.refresh_reused"
  | "auth.key_expired"
  | "auth.key_revoked"
  | "auth.api_key_not_allowed";
