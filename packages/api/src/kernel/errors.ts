import { AppError, type ErrorCode, type ErrorDetails } from "@steward/contracts";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";

type TRPCCode = TRPCError["code"];

const toTRPC: Record<ErrorCode, TRPCCode> = {
  UNAUTHENTICATED: "UNAUTHORIZED",
  FORBIDDEN: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  CONFLICT: "CONFLICT",
  INVALID: "BAD_REQUEST",
  PRECONDITION: "PRECONDITION_FAILED",
  LIMIT: "PAYLOAD_TOO_LARGE",
  RATE_LIMITED: "TOO_MANY_REQUESTS",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
  INTERNAL: "INTERNAL_SERVER_ERROR",
};

const fromTRPC = new Map<TRPCCode, [ErrorCode, string]>(
  [
    ["BAD_REQUEST", "INVALID"],
    ["PARSE_ERROR", "INVALID"],
    ["UNAUTHORIZED", "UNAUTHENTICATED"],
    ["FORBIDDEN", "FORBIDDEN"],
    ["NOT_FOUND", "NOT_FOUND"],
    ["METHOD_NOT_SUPPORTED", "INVALID"],
    ["UNSUPPORTED_MEDIA_TYPE", "INVALID"],
    ["PAYLOAD_TOO_LARGE", "LIMIT"],
    ["TOO_MANY_REQUESTS", "RATE_LIMITED"],
    ["SERVICE_UNAVAILABLE", "UNAVAILABLE"],
    ["CLIENT_CLOSED_REQUEST", "UNAVAILABLE"],
  ].map(([trpc, code]) => [trpc as TRPCCode, [code as ErrorCode, `request.${String(trpc).toLowerCase()}`]]),
);

/** What a client learns about a failure, beside tRPC's own members. */
export interface ErrorData {
  appCode: ErrorCode;
  reason: string;
  details: ErrorDetails;
  /** Message per input path (`filter.owner`), where the input was refused. */
  fields: Record<string, string> | null;
  requestId: string;
}

/** Asked several times about each failure, and an error's stack is the dearest part of it. */
const readings = new WeakMap<TRPCError, AppError>();

/** Reads any failure as an `AppError`; what nobody foresaw becomes INTERNAL and says nothing of its cause. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (!(error instanceof TRPCError)) return new AppError("INTERNAL", "internal", {}, { cause: error });
  if (error.cause instanceof AppError) return error.cause;
  const known = readings.get(error);
  if (known) return known;
  const reading = read(error);
  readings.set(error, reading);
  return reading;
}

function read(error: TRPCError): AppError {
  if (error.cause instanceof ZodError) return new AppError("INVALID", "input_invalid", {}, { cause: error.cause });
  const known = fromTRPC.get(error.code);
  if (known) return new AppError(known[0], known[1], {}, { cause: error });
  return new AppError("INTERNAL", "internal", {}, { cause: error.cause });
}

/**
 * The one place where an `AppError` becomes a `TRPCError`. Used by a middleware rather than the formatter, so
 * that in-process callers see the same codes as clients over HTTP.
 */
export function toTRPCError(error: unknown): TRPCError {
  const app = toAppError(error);
  return new TRPCError({ code: toTRPC[app.code], message: app.reason, cause: app });
}

/** The client's half of a failure. Messages of unforeseen errors stay on the server. */
export function errorData(error: TRPCError, requestId: string): ErrorData {
  const app = toAppError(error);
  return { appCode: app.code, reason: app.reason, details: app.details, fields: fieldsOf(app), requestId };
}

function fieldsOf(error: AppError): Record<string, string> | null {
  if (!(error.cause instanceof ZodError)) return null;
  return Object.fromEntries(error.cause.issues.map((issue) => [issue.path.join("."), issue.message]));
}
