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

/**
 * Asks for a person who acts for themself, where neither a program nor an operator in somebody's name may: what they would
 * come by stays open after the key is revoked. A key that makes keys could never be revoked for good; one that learns the
 * address of a calendar, registers a browser or hands decisions on could not, either. Takes an `Identity` or an `Actor`.
 *
 * Throws FORBIDDEN `auth.api_key_not_allowed` | `auth.impersonating`.
 */
export function requirePerson(caller: { readonly apiKey: unknown; readonly impersonator: unknown }): void {
  if (caller.apiKey) throw new AppError("FORBIDDEN", "auth.api_key_not_allowed");
  requireOwnHands(caller);
}
