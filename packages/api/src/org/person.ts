import { type Identity, requireOwnHands } from "@steward/auth";
import { AppError } from "@steward/contracts";

/**
 * Asks for a person who acts for themself, in rules that neither a program nor an operator in somebody's name may use: a
 * key that makes keys could never be revoked for good.
 *
 * Throws FORBIDDEN `auth.api_key_not_allowed` | `auth.impersonating`.
 */
export function requirePerson(identity: Identity): void {
  if (identity.apiKey) throw new AppError("FORBIDDEN", "auth.api_key_not_allowed");
  requireOwnHands(identity);
}
