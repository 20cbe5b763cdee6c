import type { IncomingMessage, ServerResponse } from "node:http";
import {
  type AppRouter,
  appRouter,
  type Context,
  createContext,
  type Platform,
  toAppError,
  toTRPCError,
} from "@steward/api";
import { AppError } from "@steward/contracts/kernel/error";
import type { Logger, Metrics } from "@steward/ports/telemetry";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import type { RequestRecord } from "./request-record.ts";

export const trpcPath = "/trpc/";
const maxBatchSize = 20;
const lingerMs = 1_000;

/** Takes a file; everything else is JSON of ordinary size. */
const uploads: ReadonlySet<string> = new Set(["crm.import.upload"]);
const procedures: ReadonlySet<string> = new Set(Object.keys(appRouter._def.procedures));

interface TrpcOptions {
  platform: Platform;
  logger: Logger;
  metrics: Metrics;
  bodyLimitBytes: number;
  uploadLimitBytes: number;
}

/** Answers one request under `/trpc/`; `refusal` is what was wrong with it before any procedure came into play. */
export type TrpcHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  record: RequestRecord,
  refusal?: Error,
) => void;

/** The router over HTTP, with upstream's adapter. The only file that knows how tRPC meets `node:http`. */
export function createTrpcHandler(options: TrpcOptions): TrpcHandler {
  return (request, response, record, refusal) => {
    const path = request.url?.slice(trpcPath.length).split("?", 1)[0] ?? "";
    const limitBytes = uploads.has(path) ? options.uploadLimitBytes : options.bodyLimitBytes;
    const wrong = refusal ?? declaredTooLarge(request, limitBytes);
    lingerShortly(request, response);
    createHTTPHandler<AppRouter>({
      router: appRouter,
      basePath: trpcPath,
      maxBatchSize,
      maxBodySize: limitBytes,
      middleware: (_request, _response, next) => next(wrong && toTRPCError(wrong)),
      createContext: ({ info }) => {
        noteCalls(
          record,
          info.calls.map((call) => call.path),
        );
        return recordedContext(options.platform, request, record);
      },
      responseMeta: ({ data, paths = [], errors }) => {
        const [first] = errors;
        if (first) record.reason = toAppError(first).reason;
        for (const [index, path] of paths.entries()) {
          const answer = data[index];
          const code = answer && "error" in answer ? String(answer.error.data.code) : "OK";
          options.metrics.countCall(procedures.has(path) ? path : "other", code);
        }
        const retryAfter = first && toAppError(first).details.retryAfterSeconds;
        const headers = new Headers({ vary: "origin" });
        if (retryAfter !== undefined) headers.set("retry-after", String(retryAfter));
        const challenge = challengeOf(request, errors);
        if (challenge) headers.set("www-authenticate", challenge);
        return { headers };
      },
      onError: ({ error, path, type }) => {
        const known = toAppError(error);
        record.reason ??= known.reason;
        // What a rule refused stands in the request's line; only what nobody foresaw needs its stack.
        if (known.code !== "INTERNAL") return;
        const { requestId, tenant, actor } = record;
        options.logger.error(
          { error: known.cause ?? error, requestId, tenant, actor, procedure: path, type },
          "failed",
        );
      },
    })(request, response);
  };
}

/** How to authenticate, where a call was refused for want of it, and whether what was shown is no good (RFC 6750, 3). */
function challengeOf({ headers }: IncomingMessage, errors: readonly Error[]): string | undefined {
  if (!errors.some((error) => toAppError(error).code === "UNAUTHENTICATED")) return undefined;
  return `Bearer realm="steward"${headers.authorization === undefined ? "" : ', error="invalid_token"'}`;
}

/** A body whose length is announced is refused before a byte of it is read. */
function declaredTooLarge(request: IncomingMessage, limitBytes: number): AppError | undefined {
  const declared = Number(request.headers["content-length"] ?? 0);
  return declared > limitBytes ? new AppError("LIMIT", "request.payload_too_large", { limitBytes }) : undefined;
}

/**
 * Whoever still sends when the answer is out gets a moment to read it: a connection that is cut at once loses it,
 * one that is never cut takes whatever is sent.
 */
function lingerShortly(request: IncomingMessage, response: ServerResponse): void {
  response.once("finish", () => {
    if (request.complete) return;
    request.resume();
    setTimeout(() => request.socket.destroy(), lingerMs).unref();
  });
}

function noteCalls(record: RequestRecord, paths: readonly string[]): void {
  const [first, ...others] = paths.map((path) => (procedures.has(path) ? path : "other"));
  record.procedure = others.length > 0 ? "batch" : (first ?? "other");
  if (first && others.length > 0) record.procedures = [first, ...others];
}

/** The api's context, which also tells the record who asked once that is known. */
function recordedContext(platform: Platform, request: IncomingMessage, record: RequestRecord): Context {
  const context = createContext(platform, {
    headers: fetchHeaders(request),
    requestId: record.requestId,
    address: record.address,
  });
  return {
    ...context,
    identity: async () => {
      const identity = await context.identity();
      record.actor ??= identity.userId;
      return identity;
    },
    membership: async () => {
      const membership = await context.membership();
      record.tenant = membership.tenant.slug;
      record.actor = membership.actor.memberId;
      return membership;
    },
  };
}

function fetchHeaders({ headers }: IncomingMessage): Headers {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((item): [string, string] => [name, item]),
  );
  return new Headers(pairs);
}
