import { TRPCClientError } from "@trpc/client";

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const code: unknown = error.data?.appCode;
  return typeof code === "string" ? code : undefined;
}

/** Refusals of what was just typed, which say nothing about the session. */
const aboutInput = new Set(["auth.invalid_credentials", "auth.second_factor_wrong"]);

/** The API answered that nobody is signed in, or no longer. */
export function isSignedOut(error: unknown): boolean {
  return codeOf(error) === "UNAUTHENTICATED" && !aboutInput.has(reasonOf(error) ?? "");
}

/** The literal of the rule that refused: `auth.session_expired`. */
export function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const reason: unknown = error.data?.reason;
  return typeof reason === "string" ? reason : undefined;
}

/** Nothing came back: no network, or no server. A request taken back by this page is not that. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof TRPCClientError) || error.data) return false;
  return !(error.cause instanceof Error && error.cause.name === "AbortError");
}

/** Worth asking again: the same question may be answered in a moment. */
export function isTransient(error: unknown): boolean {
  return isConnectionLost(error) || codeOf(error) === "UNAVAILABLE";
}
