import { TRPCClientError } from "@trpc/client";

/** The code of a failure that the API answered with: `CONFLICT`. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const code: unknown = error.data?.appCode;
  return typeof code === "string" ? code : undefined;
}

/** The literal of the rule that refused: `auth.session_expired`. */
export function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const reason: unknown = error.data?.reason;
  return typeof reason === "string" ? reason : undefined;
}

/** Nothing came back: no network, no server, or half an answer. A request that its caller took back is not that. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof TRPCClientError) || error.data) return false;
  return !(error.cause instanceof Error && error.cause.name === "AbortError");
}

/** Nobody here knows whether what was asked for has been done: the answer was lost, or the server lost the database's. */
export function isOutcomeUnknown(error: unknown): boolean {
  return isConnectionLost(error) || reasonOf(error) === "database_unavailable";
}

/** The server had no room for the request and did nothing of it. */
export function isTurnedAway(error: unknown): boolean {
  return reasonOf(error) === "overloaded";
}
