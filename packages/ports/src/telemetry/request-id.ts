import { randomUUIDv7 } from "node:crypto";

/** Long enough to be unique, short and plain enough to be safe in a log, a header and a support mail. */
const wellFormed = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

export const requestIdHeader = "x-request-id";

/**
 * The id under which one request is found in every log: the caller's, if it is well formed, else a new
 * UUIDv7. A malformed one is replaced rather than cleaned, so that nobody writes lines into our logs.
 */
export function requestId(header?: string | readonly string[] | null): string {
  return typeof header === "string" && wellFormed.test(header) ? header : randomUUIDv7();
}
