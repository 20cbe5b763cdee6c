import { type SignInProvider, signInProviders } from "@steward/auth/next";

/** The buttons of the pages on which people sign in or up: the providers this installation has set up. */
export function getSignInProviders(): SignInProvider[] {
  return signInProviders(process.env);
}
