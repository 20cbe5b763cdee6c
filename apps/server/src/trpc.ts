import type { IncomingMessage, ServerResponse } from "node:http";
import {
  type AppRouter,
  appRouter,
  type Context,
  createContext,
  type Platform,
  type RequestInfo,
  toAppError,
  toTRPCError,
} from "@steward/api";
import { AppError } from "@steward/contracts/kernel/error";
import { clientAddress } from "@steward/ports/limit";
import type { Logger, Metrics } from "@steward/ports/telemetry";
import { type ConnectionParams, createWireHandler } from "@steward/wire/server";
import { lingerShortly } from "./linger.ts";
import type { RequestRecord } from "./request-record.ts";

export const trpcPath = "/trpc/";
const maxBatchSize = 20;

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

/** The router over HTTP: what the wire leaves to its user, which is limits, the log, metrics and headers. */
export function createTrpcHandler({ platform, logger, metrics, ...limits }: TrpcOptions): TrpcHandler {
  const answer = createWireHandler<AppRouter, Exchange>({
    router: appRouter,
    basePath: trpcPath,
    maxBatchSize,
    createContext: ({ info: { calls, connectionParams } }, { request, record }) => {
      noteCalls(record, calls);
      return recordedContext(platform, request, record, connectionParams?.tenant);
    },
    responseMeta: ({ data, paths = [], errors }, { request, record }) => {
      for (const [index, path] of paths.entries()) {
        const answer = data[index];
        const code = answer && "error" in answer ? String(answer.error.data.code) : "OK";
        metrics.countCall(procedures.has(path) ? path : "other", code);
      }
      const [first] = errors;
      return { headers: { vary: ["origin"], ...(first && failureHeaders(first, errors, request, record)) } };
    },
    onError: ({ error, path, type }, { record }) => {
      const known = toAppError(error);
      record.reason ??= known.reason;
      // What a rule refused stands in the request's line; only what nobody foresaw needs its stack.
      if (known.code !== "INTERNAL") return;
      const { requestId, tenant, actor } = record;
      logger.error({ error: known.cause ?? error, requestId, tenant, actor, procedure: path, type }, "failed");
    },
  });
  return (request, response, record, refusal) => {
    const path = request.url?.slice(trpcPath.length).split("?", 1)[0] ?? "";
    const maxBodyBytes = uploads.has(path) ? limits.uploadLimitBytes : limits.bodyLimitBytes;
    const wrong = refusal ?? declaredTooLarge(request, maxBodyBytes);
    lingerShortly(request, response);
    answer(request, response, { state: { request, record }, maxBodyBytes, refusal: wrong && toTRPCError(wrong) });
  };
}

/** What the callbacks need to know of the request they are about. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly record: RequestRecord;
}

/** Notes why the first call failed, and says what a client may do about it. */
function failureHeaders(
  first: Error,
  errors: readonly Error[],
  request: IncomingMessage,
  record: RequestRecord,
): Record<string, string> {
  const { reason, details } = toAppError(first);
  record.reason = reason;
  const challenge = challengeOf(request, errors);
  return {
    ...(details.retryAfterSeconds !== undefined && { "retry-after": String(details.retryAfterSeconds) }),
    ...(challenge !== undefined && { "www-authenticate": challenge }),
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

function noteCalls(record: RequestRecord, calls: readonly { readonly path: string }[]): void {
  const [first, ...others] = calls.map(({ path }) => (procedures.has(path) ? path : "other"));
  record.procedure = others.length > 0 ? "batch" : (first ?? "other");
  if (first && others.length > 0) record.procedures = [first, ...others];
}

/** The api's context, which also tells the record who asked once that is known. */
function recordedContext(
  platform: Platform,
  request: IncomingMessage,
  record: RequestRecord,
  tenant: string | undefined,
): Context {
  const context = createContext(platform, {
    // A browser's event source can set no header, so it names the organisation in the address.
    headers: headersOf(request, { "x-tenant": tenant }),
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

/**
 * Who opened a socket, which names organisation and bearer token in its first message: a browser's has no headers. It
 * outlives what is known at its beginning, so each subscription asks anew who it is for and what they may do.
 */
export function socketRequest(
  { headers, socket }: IncomingMessage,
  { requestId, params, trustedProxies }: { requestId: string; params: ConnectionParams; trustedProxies: number },
): RequestInfo {
  return new SocketRequest({
    // A fresh UUID is a rope of sixteen pieces, which would be held as such; through bytes it comes out in one.
    requestId: Buffer.from(requestId).toString("latin1"),
    address: clientAddress(socket.remoteAddress, headers["x-forwarded-for"], trustedProxies),
    authorization: params?.token === undefined ? headers.authorization : `Bearer ${params.token}`,
    cookie: headers.cookie,
    host: headers.host,
    userAgent: headers["user-agent"],
    tenant: params?.tenant ?? headers["x-tenant"]?.toString(),
  });
}

interface SaidOnce {
  readonly requestId: string;
  readonly address: string;
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
  readonly host: string | undefined;
  readonly userAgent: string | undefined;
  readonly tenant: string | undefined;
}

/** Nothing else of the request, and in one object: sockets are thousands, and hold it for hours. */
class SocketRequest implements RequestInfo {
  readonly requestId: string;
  readonly address: string;
  readonly #said: SaidOnce;

  constructor(said: SaidOnce) {
    this.requestId = said.requestId;
    this.address = said.address;
    this.#said = said;
  }

  get headers() {
    return this;
  }

  get(name: string): string | null {
    const { authorization, cookie, host, userAgent, tenant } = this.#said;
    const given: Readonly<Record<string, string | undefined>> = {
      authorization,
      cookie,
      host,
      "user-agent": userAgent,
      "x-tenant": tenant,
    };
    return given[name] ?? null;
  }
}

/**
 * What the router asks of fetch's `Headers`, without making them: that takes longer than all of its guards.
 * @param said in another way than by a header, by its name
 */
function headersOf(
  { headers }: IncomingMessage,
  said: Readonly<Record<string, string | undefined>>,
): RequestInfo["headers"] {
  return { get: (name) => said[name] ?? headers[name]?.toString() ?? null };
}
