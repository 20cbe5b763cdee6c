import { codeOf, isConnectionLost, reasonOf } from "@steward/api/client";

/** Refusals of what was just typed, which say nothing about the session. */
const aboutInput = new Set(["auth.invalid_credentials", "auth.second_factor_wrong"]);

/** The API answered that nobody is signed in, or no longer. */
export function isSignedOut(error: unknown): boolean {
  return codeOf(error) === "UNAUTHENTICATED" && !aboutInput.has(reasonOf(error) ?? "");
}

/** Worth asking again: the same question may be answered in a moment. */
export function isTransient(error: unknown): boolean {
  return isConnectionLost(error) || codeOf(error) === "UNAVAILABLE";
}
