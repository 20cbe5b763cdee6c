import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { AppError } from "@steward/contracts/kernel/error";
import { answerProbe, type Health } from "@steward/ports/process";
import { type Logger, type Metrics, requestId, requestIdHeader } from "@steward/ports/telemetry";
import { answerPreflight, judgeOrigin, originAllowList, writeCorsHeaders } from "./origin.ts";
import { type RequestRecord, recordEnd } from "./request-record.ts";
import { type TrpcHandler, trpcPath } from "./trpc.ts";

interface HttpOptions {
  sites: readonly string[];
  logger: Logger;
  metrics: Metrics;
  health: Health;
  trpc: TrpcHandler;
}

/** Answers are data for our own pages: nothing in them may run, be framed, sniffed or kept. */
const securityHeaders: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  vary: "Origin",
};

/** The API's HTTP server, not yet listening: probes, then tRPC behind the origin check, then 404. */
export function createHttpServer(options: HttpOptions): Server {
  const isAllowed = originAllowList(options.sites);
  const server = createServer((request, response) => {
    const record: RequestRecord = {
      requestId: requestId(request.headers[requestIdHeader]),
      startedAtMs: performance.now(),
      procedure: "other",
    };
    recordEnd(request, response, record, options);
    response.setHeader(requestIdHeader, record.requestId);
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    // A kept-alive connection would keep a stopping server from closing.
    if (!server.listening) response.setHeader("connection", "close");
    answer(request, response, record, isAllowed, options).catch((error: unknown) => {
      options.logger.error({ error, requestId: record.requestId }, "failed");
      if (!response.headersSent) refuse(response, record, 500, "internal");
      else response.destroy();
    });
  });
  // Slow headers are an attack; a slow body may be a large file on a poor line.
  server.headersTimeout = 10_000;
  server.requestTimeout = 300_000;
  return server;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  record: RequestRecord,
  isAllowed: (origin: string) => boolean,
  { health, metrics, trpc }: HttpOptions,
): Promise<void> {
  const path = request.url ?? "";
  if (path.startsWith("/health/") || path.startsWith("/metrics")) {
    record.procedure = "health";
    if (await answerProbe(request, response, { health, metrics })) return;
  }
  if (!path.startsWith(trpcPath)) return refuse(response, record, 404, "path_unknown");
  const verdict = judgeOrigin(request, isAllowed);
  if (verdict === "allowed") writeCorsHeaders(response, request.headers.origin ?? "");
  if (request.method === "OPTIONS") {
    record.procedure = "preflight";
    return verdict === "allowed" ? answerPreflight(response) : refuse(response, record, 403, "origin_refused");
  }
  trpc(request, response, record, verdict === "refused" ? new AppError("FORBIDDEN", "origin_refused") : undefined);
}

/** A refusal outside the router, in the shape of the router's error data. */
function refuse(response: ServerResponse, record: RequestRecord, status: number, reason: string): void {
  record.reason = reason;
  response
    .writeHead(status, { "content-type": "application/json" })
    .end(JSON.stringify({ error: { reason, requestId: record.requestId } }));
}
