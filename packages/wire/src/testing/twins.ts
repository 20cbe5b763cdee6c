import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { TRPCError } from "@trpc/server";
import { type CreateHTTPContextOptions, createHTTPHandler } from "@trpc/server/adapters/standalone";
import { createWireHandler } from "../server/handler.ts";
import type { ErrorOptions, MetaOptions } from "../server/options.ts";
import { testRouter } from "./router.ts";

/** What a server's own code was told while it answered: of the context, of errors, of the answer. */
export type Told = readonly unknown[];

export interface Twin {
  readonly port: number;
  /** Hands out what was told since the last time. */
  told(): Told;
}

export interface Twins extends AsyncDisposable {
  readonly upstream: Twin;
  readonly ours: Twin;
}

const basePath = "/trpc/";
export const maxBodyBytes = 64 * 1024;

/**
 * The same router behind upstream's standalone adapter and behind ours, with the same callbacks. Headers of a request
 * say how the callbacks behave: `x-context: fail`, `x-meta: headers | members | status | fail`, `x-refusal`.
 */
export async function startTwins(maxBatchSize: number): Promise<Twins> {
  const first = recorder();
  const upstream = createServer((request, response) => {
    createHTTPHandler({
      router: testRouter,
      basePath,
      maxBatchSize,
      maxBodySize: maxBodyBytes,
      middleware: (_request, _response, next) => next(refusalOf(request)),
      createContext: first.createContext,
      responseMeta: (given) => first.responseMeta(given, request),
      onError: first.onError,
    })(request, response);
  });
  const second = recorder();
  const handler = createWireHandler<typeof testRouter, IncomingMessage>({
    router: testRouter,
    basePath,
    maxBatchSize,
    createContext: second.createContext,
    responseMeta: second.responseMeta,
    onError: second.onError,
  });
  const ours = createServer((request, response) => {
    handler(request, response, { state: request, maxBodyBytes, refusal: refusalOf(request) });
  });
  const ports = await Promise.all([upstream, ours].map(listen));
  return {
    upstream: { port: ports[0] ?? 0, told: first.told },
    ours: { port: ports[1] ?? 0, told: second.told },
    async [Symbol.asyncDispose]() {
      await Promise.all([upstream, ours].map(close));
    },
  };
}

function refusalOf({ headers }: IncomingMessage): TRPCError | undefined {
  if (headers["x-refusal"] === undefined) return undefined;
  return new TRPCError({ code: "SERVICE_UNAVAILABLE", message: "not now" });
}

function recorder() {
  let told: unknown[] = [];
  return {
    told: () => {
      const all = told;
      told = [];
      return all;
    },
    createContext: ({ req, info }: CreateHTTPContextOptions) => {
      told.push(["context", info.type, info.isBatchCall, info.calls.map(({ path, procedure }) => [path, !!procedure])]);
      if (req.headers["x-context"] === "fail") throw new TRPCError({ code: "UNAUTHORIZED", message: "no context" });
      return { name: "context" };
    },
    onError: ({ error, path, type, input, ctx }: ErrorOptions<typeof testRouter>) => {
      const given = input instanceof ReadableStream ? "a stream" : input;
      told.push(["error", error.code, error.message, path, type, given, ctx?.name]);
    },
    responseMeta: ({ data, errors, paths, type, ctx }: MetaOptions<typeof testRouter>, request: IncomingMessage) => {
      told.push(["meta", data.length, errors.map(({ code }) => code), paths, type, ctx?.name]);
      return metaOf(String(request.headers["x-meta"]));
    },
  };
}

function metaOf(wish: string) {
  if (wish === "fail") throw new Error("the callback failed");
  if (wish === "status") return { status: 418 };
  if (wish === "members") return { headers: { "x-one": "1", vary: "origin", "x-two": ["a", "b"] } };
  if (wish !== "headers") return {};
  const headers = new Headers({ vary: "origin", "retry-after": "2", "content-type": "text/x" });
  headers.append("set-cookie", "a=1");
  headers.append("set-cookie", "b=2");
  return { headers };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
