import { minPasswordLength } from "@steward/contracts/auth/sign-up";

/** What stands under an input for a new password. */
export const passwordAdvice = `At least ${minPasswordLength} characters. A few words nobody would put together are easy to remember.`;
