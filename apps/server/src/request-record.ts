import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger, Metrics } from "@steward/ports/telemetry";

/** What becomes known of a request while it is answered; ends as its one line in the log. */
export interface RequestRecord {
  readonly requestId: string;
  readonly startedAtMs: number;
  /** Where it came from, as far as our own proxies tell. */
  readonly address: string;
  /** The series it counts in: a procedure of the router, `batch`, `health`, `preflight` or `other`. */
  procedure: string;
  /** The calls of a batch. */
  procedures?: readonly string[];
  tenant?: string;
  actor?: string;
  /** Why it was refused: `reason` of the first failed call. */
  reason?: string;
}

/** Answers what one address is asked; what it throws is answered as any error of the API. */
export type RequestHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  record: RequestRecord,
) => Promise<void>;

/** Writes one line and one observation when the answer is out, or when the client left before it was. */
export function recordEnd(
  request: IncomingMessage,
  response: ServerResponse,
  record: RequestRecord,
  { logger, metrics }: { logger: Logger; metrics: Metrics },
): void {
  response.once("close", () => {
    // 499, as proxies write it: the client went away, so no status was ever seen.
    const status = response.writableFinished ? response.statusCode : 499;
    const ms = performance.now() - record.startedAtMs;
    const { startedAtMs: _, ...known } = record;
    metrics.observeHttp({ procedure: record.procedure, method: methodLabel(request), status, seconds: ms / 1000 });
    logger[record.procedure === "health" ? "debug" : "info"](
      { ...known, method: request.method, status, ms: Math.round(ms * 10) / 10 },
      "request",
    );
  });
}

const methods = new Set(["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"]);

/** The method as a series may be called after it. */
export function methodLabel({ method = "" }: IncomingMessage): string {
  return methods.has(method) ? method : "other";
}
