import { AppError } from "@steward/contracts";

/**
 * Refuses somebody who acts in another's name. What lets a person in — password, second factor, providers, sessions,
 * keys — is changed by their own hands only, or an hour of help would turn into a way back in. Takes an `Identity` or an
 * `Actor`.
 *
 * Throws FORBIDDEN `auth.impersonating`.
 */
export function requireOwnHands({ impersonator }: { readonly impersonator: unknown }): void {
  if (impersonator) throw new AppError("FORBIDDEN", "auth.impersonating");
}
