import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { AppError, type ErrorCode } from "@steward/contracts/kernel/error";
import { unsubscribePath } from "@steward/contracts/notifications/preference";
import { calendarPath } from "@steward/contracts/projects/feed";
import { clientAddress } from "@steward/ports/limit";
import { answerProbe, type Health } from "@steward/ports/process";
import { type DiskRequestHandler, filesPath } from "@steward/ports/storage";
import { type Logger, type Metrics, requestId, requestIdHeader } from "@steward/ports/telemetry";
import type { Admission } from "./admission.ts";
import { lingerShortly } from "./linger.ts";
import type { LoadWatch } from "./load.ts";
import {
  answerPreflight,
  type IsAllowed,
  judgeHandshake,
  judgeOrigin,
  type OriginVerdict,
  originAllowList,
  writeCorsHeaders,
} from "./origin.ts";
import { type RequestHandler, type RequestRecord, recordEnd } from "./request-record.ts";
import { type AnswerKind, policyHeaders } from "./security-headers.ts";
import { type TrpcHandler, trpcPath } from "./trpc.ts";
import { createTurnAway, overloaded } from "./turn-away.ts";

export interface HttpOptions {
  sites: readonly string[];
  /** Whether a tenant has proved that host name to be theirs. */
  isOwnHost: (host: string) => Promise<boolean>;
  /** Whether people reach the installation by https. */
  secure: boolean;
  trustedProxies: number;
  /** Whether the process has been told to stop, and still answers. */
  isStopping: () => boolean;
  load: LoadWatch;
  admission: Admission;
  /** Throws RATE_LIMITED when the whole installation is asked for more than it answers. */
  countInstallation: () => void;
  logger: Logger;
  metrics: Metrics;
  health: Health;
  trpc: TrpcHandler;
  /** Answers addresses of files that our own disk keeps; null where another store answers its own. */
  files: DiskRequestHandler | null;
  unsubscribe: RequestHandler;
  calendar: RequestHandler;
}

/** The API's HTTP server, not yet listening: probes, then tRPC behind the origin check, then 404. */
export function createHttpServer(options: HttpOptions): Server {
  const isAllowed = originAllowList(options.sites, options.isOwnHost);
  const policies = policyHeaders(options.secure);
  const turnAway = createTurnAway({ ...options, policies: policies.api, isAllowed });
  const server = createServer((request, response) => {
    if (isCall(request)) {
      if (options.load.isOverloaded() || !enter(options.admission, request, response)) {
        return turnAway(request, response);
      }
    }
    const record: RequestRecord = {
      requestId: requestId(request.headers[requestIdHeader]),
      startedAtMs: performance.now(),
      address: clientAddress(request.socket.remoteAddress, request.headers["x-forwarded-for"], options.trustedProxies),
      procedure: "other",
    };
    recordEnd(request, response, record, options);
    response.setHeader(requestIdHeader, record.requestId);
    for (const [name, value] of policies[kindOf(request)]) response.setHeader(name, value);
    // Whoever keeps a connection to a stopping server would write its next request when the line is cut.
    if (options.isStopping()) response.setHeader("connection", "close");
    answer(request, response, record, isAllowed, options).catch((error: unknown) => {
      options.logger.error({ error, requestId: record.requestId }, "failed");
      if (!response.headersSent) refuse(response, record, 500, "internal");
      else response.destroy();
    });
  });
  // Slow headers are an attack; a slow body may be a large file on a poor line.
  server.headersTimeout = 10_000;
  server.requestTimeout = 300_000;
  // Longer than load balancers keep a connection that rests (a minute): who closes it first must be who writes on it.
  server.keepAliveTimeout = 65_000;
  return server;
}

const isCall = ({ method, url = "" }: IncomingMessage) => url.startsWith(trpcPath) && method !== "OPTIONS";
const isOperators = ({ url = "" }: IncomingMessage) => url.startsWith(`${trpcPath}operator.`);

/**
 * Lets a request in, or does not. It is under way until its answer is out, but for the time in which its client has yet to
 * send the body. A stream of events lasts as long as its page is open: it needs room to begin, and then takes none.
 */
function enter(admission: Admission, request: IncomingMessage, response: ServerResponse): boolean {
  const isUrgent = isOperators(request);
  if (!admission.enter(isUrgent)) return false;
  const { accept, "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (accept === "text/event-stream") {
    admission.leave(isUrgent);
    return true;
  }
  let isCounted = true;
  response.once("close", () => {
    if (isCounted) admission.leave(isUrgent);
  });
  if (length === undefined && encoding === undefined) return true;
  // A small body has come with its headers by then.
  setImmediate(() => {
    if (request.complete || response.closed) return;
    isCounted = false;
    admission.leave(isUrgent);
    request.once("end", () => {
      if (response.closed) return;
      isCounted = true;
      admission.resume(isUrgent);
    });
  });
  return true;
}

function kindOf({ method, url = "" }: IncomingMessage): AnswerKind {
  if (url.startsWith("/health/") || url.startsWith("/metrics")) return "health";
  const known = [trpcPath, filesPath, unsubscribePath, calendarPath].some((path) => url.startsWith(path));
  if (known && method === "OPTIONS") return "preflight";
  return known ? "api" : "error";
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  record: RequestRecord,
  isAllowed: IsAllowed,
  options: HttpOptions,
): Promise<void> {
  // A proxy that reads the other one would let somebody in where we do not (RFC 9112, section 3.2).
  if ((request.headersDistinct.host?.length ?? 0) > 1) return refuse(response, record, 400, "host_ambiguous");
  const path = request.url ?? "";
  if (path.startsWith("/health/") || path.startsWith("/metrics")) {
    record.procedure = "health";
    if (await answerProbe(request, response, options)) return;
  }
  if (path.startsWith(unsubscribePath)) {
    const work = () => options.unsubscribe(request, response, record);
    return answerPlainly("unsubscribe", work, request, response, record, refusalOf("none", options));
  }
  if (path.startsWith(calendarPath)) {
    const work = () => options.calendar(request, response, record);
    return answerPlainly("calendar", work, request, response, record, refusalOf("none", options));
  }
  const isFile = options.files !== null && path.startsWith(filesPath);
  if (!path.startsWith(trpcPath) && !isFile) return refuse(response, record, 404, "path_unknown");
  const verdict = await judgeOrigin(request, isAllowed);
  if (verdict === "allowed") writeCorsHeaders(response, request.headers.origin ?? "");
  if (request.method === "OPTIONS") {
    record.procedure = "preflight";
    return verdict === "allowed" ? answerPreflight(response) : refuse(response, record, 403, "origin_refused");
  }
  const refusal = refusalOf(verdict, options);
  if (options.files && isFile) {
    const { files } = options;
    // Bytes of a file on our own disk, up or down: whoever has the address has the permission.
    return answerPlainly("files", () => files(request, response), request, response, record, refusal);
  }
  options.trpc(request, response, record, refusal);
}

/** What a refusal outside the router is in HTTP; what is not here is a fault of ours. */
const statuses: Partial<Record<ErrorCode, number>> = {
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID: 400,
  LIMIT: 413,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

/** What is answered outside the router, and refused in its words. */
async function answerPlainly(
  procedure: string,
  work: () => Promise<void>,
  request: IncomingMessage,
  response: ServerResponse,
  record: RequestRecord,
  refusal: AppError | undefined,
): Promise<void> {
  record.procedure = procedure;
  lingerShortly(request, response);
  try {
    if (refusal) throw refusal;
    await work();
  } catch (error) {
    const status = error instanceof AppError ? statuses[error.code] : undefined;
    if (!(error instanceof AppError) || status === undefined || response.headersSent) throw error;
    refuse(response, record, status, error.reason);
  }
}

/** What a WebSocket handshake is refused with, by the same rules as a request; null lets it in. */
export function judgeHandshakes(
  options: Pick<HttpOptions, "sites" | "isOwnHost" | "isStopping" | "load" | "countInstallation">,
): (request: IncomingMessage) => Promise<{ status: number; reason: string } | null> {
  const isAllowed = originAllowList(options.sites, options.isOwnHost);
  const statuses: Partial<Record<AppError["code"], number>> = { FORBIDDEN: 403, RATE_LIMITED: 429 };
  return async (request) => {
    if (options.isStopping()) return { status: 503, reason: "stopping" };
    if ((request.headersDistinct.host?.length ?? 0) > 1) return { status: 400, reason: "host_ambiguous" };
    const refusal = refusalOf(await judgeHandshake(request, isAllowed), options);
    return refusal ? { status: statuses[refusal.code] ?? 503, reason: refusal.reason } : null;
  };
}

/** What is wrong before anything of the request is read; the cheapest question first, since overload asks it most. */
function refusalOf(
  verdict: OriginVerdict,
  { load, countInstallation }: Pick<HttpOptions, "load" | "countInstallation">,
): AppError | undefined {
  if (load.isOverloaded()) return overloaded();
  try {
    countInstallation();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  return verdict === "refused" ? new AppError("FORBIDDEN", "origin_refused") : undefined;
}

/** A refusal outside the router, in the shape of the router's error data. */
function refuse(response: ServerResponse, record: RequestRecord, status: number, reason: string): void {
  record.reason = reason;
  response
    .writeHead(status, { "content-type": "application/json" })
    .end(JSON.stringify({ error: { reason, requestId: record.requestId } }));
}
