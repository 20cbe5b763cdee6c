import type { IncomingMessage, ServerResponse } from "node:http";
import { appRouter, toTRPCError } from "@steward/api";
import { AppError } from "@steward/contracts/kernel/error";
import { type Logger, type Metrics, requestId, requestIdHeader } from "@steward/ports/telemetry";
import { refusalBody } from "@steward/wire/server";
import { lingerShortly } from "./linger.ts";
import { type IsAllowed, judgeOrigin, writeCorsHeaders } from "./origin.ts";
import { methodLabel } from "./request-record.ts";

const retryAfterSeconds = 2;
const status = 503;
const logEveryMs = 1_000;

interface TurnAwayOptions {
  /** What every answer of the API carries. */
  readonly policies: readonly (readonly [string, string])[];
  readonly isAllowed: IsAllowed;
  readonly isStopping: () => boolean;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/**
 * Refuses calls that the process has no room for: UNAVAILABLE `overloaded`, which a client may repeat, perhaps at another
 * node, because nothing of it was done. It has to cost next to nothing, or refusing two of three would take the time that
 * the third needs: nobody is authenticated, no body is read, the answer is ready, and the log gets one line a second.
 */
export function createTurnAway(options: TurnAwayOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const { policies, isAllowed, isStopping, logger, metrics } = options;
  // A text, because that leaves with the headers in one write.
  const body = refusalBody(appRouter, toTRPCError(overloaded()));
  const fixed = [
    ...policies.flat(),
    ...["content-type", "application/json", "content-length", String(Buffer.byteLength(body))],
    ...["retry-after", String(retryAfterSeconds)],
  ];
  let refused = 0;
  const note = (method: string) => {
    metrics.countHttp({ procedure: "overloaded", method, status });
    refused += 1;
    if (refused > 1) return;
    setTimeout(() => {
      logger.warn({ refused }, "overloaded");
      refused = 0;
    }, logEveryMs).unref();
  };
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { [requestIdHeader]: given } = request.headers;
    // No line of the log bears an id of ours; a client finds its own again.
    const headers = given === undefined ? fixed.slice() : [...fixed, requestIdHeader, requestId(given)];
    if (isStopping()) headers.push("connection", "close");
    lingerShortly(request, response);
    response.writeHead(status, headers).end(body);
  };
  return (request, response) => {
    note(methodLabel(request));
    const { origin } = request.headers;
    if (origin === undefined) return answer(request, response);
    // Without the page's permission to read it a browser would take the refusal for a lost connection.
    judgeOrigin(request, isAllowed).then(
      (verdict) => {
        if (verdict === "allowed") writeCorsHeaders(response, origin);
        answer(request, response);
      },
      () => answer(request, response),
    );
  };
}

/** The refusal while there is too much to do; a client waits and asks again, perhaps of another node. */
export const overloaded = () => new AppError("UNAVAILABLE", "overloaded", { retryAfterSeconds });
