/** The few codes every failure has. Screens decide on `reason`; protocols map `code`. */
export const errorCodes = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  "INVALID",
  "PRECONDITION",
  "LIMIT",
  "RATE_LIMITED",
  "UNAVAILABLE",
  "INTERNAL",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/**
 * The one error that business rules throw.
 *
 * `reason` is a literal of the resource (`deal.already_closed`) which screens translate to words that
 * help; `details` may reach the client, so it never carries SQL, a stack or another tenant's data.
 */
export class AppError<Reason extends string = string> extends Error {
  readonly code: ErrorCode;
  readonly reason: Reason;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, reason: Reason, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(`${code} ${reason}`, options);
    this.name = "AppError";
    this.code = code;
    this.reason = reason;
    this.details = details;
  }
}

/** NOT_FOUND for a record: the same answer whether the id never existed or belongs to somebody else. */
export function notFound(address: string): AppError<"not_found"> {
  return new AppError("NOT_FOUND", "not_found", { address });
}
