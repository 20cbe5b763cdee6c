import { z } from "zod";

/** Loose on purpose: whether an e-mail looks right says nothing about whether it signs somebody in. */
export const createTokenInput = z.object({
  email: z.string().trim().min(1, "Enter your e-mail address").max(320),
  password: z.string().min(1, "Enter your password").max(1_024),
});

export const refreshTokenInput = z.object({ refreshToken: z.string().min(1).max(512) });
