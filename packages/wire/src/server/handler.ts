import type { IncomingMessage, ServerResponse } from "node:http";
import type { AnyTRPCRouter } from "@trpc/server";
import { type CreateHTTPHandlerOptions, createHTTPHandler } from "@trpc/server/adapters/standalone";
import { Exchange } from "./exchange.ts";
import type { WireOptions, WireRequest } from "./options.ts";
import { planOf } from "./plan.ts";

export type WireHandler<State> = (request: IncomingMessage, response: ServerResponse, own: WireRequest<State>) => void;

/**
 * A router over `node:http`, answering as upstream's standalone adapter does. Plain calls (GET or POST of JSON, alone or
 * in a batch) are answered here, straight from the request to the response: upstream makes a fetch `Request`, a
 * `Response`, two `Headers`, a web stream and several abort signals for each, which is where its time goes. Everything
 * else is handed to upstream.
 *
 * The answers are the same; `differential.test.ts` sends both the same requests and lists what differs, with reasons.
 */
export function createWireHandler<Router extends AnyTRPCRouter, State>(
  options: WireOptions<Router, State>,
): WireHandler<State> {
  const { router, basePath, maxBatchSize = Number.POSITIVE_INFINITY } = options;
  // Another separator would make other paths out of a URL's.
  const isOrdinary = router._def._config.pathSeparator === ".";
  return (request, response, own) => {
    const plan = isOrdinary ? planOf(request, router, basePath, maxBatchSize) : null;
    if (plan) new Exchange(options, request, response, own, plan).run();
    else handOver(options, request, response, own);
  };
}

function handOver<State>(
  options: WireOptions<AnyTRPCRouter, State>,
  request: IncomingMessage,
  response: ServerResponse,
  { state, maxBodyBytes, refusal }: WireRequest<State>,
): void {
  const upstream: CreateHTTPHandlerOptions<AnyTRPCRouter> = {
    router: options.router,
    basePath: options.basePath,
    maxBatchSize: options.maxBatchSize,
    maxBodySize: maxBodyBytes,
    middleware: (_request, _response, next) => next(refusal),
    createContext: (given) => options.createContext(given, state),
    responseMeta: (given) => options.responseMeta?.(given, state) ?? {},
    onError: (given) => options.onError?.(given, state),
  };
  createHTTPHandler(upstream)(request, response);
}
