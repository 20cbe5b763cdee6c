import type { AnyTRPCRouter, inferRouterContext, TRPCError } from "@trpc/server";
import type { CreateHTTPContextOptions, CreateHTTPHandlerOptions } from "@trpc/server/adapters/standalone";

type Upstream<Router extends AnyTRPCRouter> = CreateHTTPHandlerOptions<Router>;
export type MetaOptions<Router extends AnyTRPCRouter> = Parameters<NonNullable<Upstream<Router>["responseMeta"]>>[0];
export type Meta = ReturnType<NonNullable<Upstream<AnyTRPCRouter>["responseMeta"]>>;
export type ErrorOptions<Router extends AnyTRPCRouter> = Parameters<NonNullable<Upstream<Router>["onError"]>>[0];

/** Upstream's options, each callback with `state` behind: what the caller knows of the one request. */
export interface WireOptions<Router extends AnyTRPCRouter, State> {
  /** Made with superjson as its transformer. */
  readonly router: Router;
  /** Where the router is served, with a slash on both ends: `/trpc/`. */
  readonly basePath: string;
  readonly maxBatchSize?: number;
  createContext(
    options: CreateHTTPContextOptions,
    state: State,
  ): inferRouterContext<Router> | Promise<inferRouterContext<Router>>;
  responseMeta?(options: MetaOptions<Router>, state: State): Meta;
  onError?(options: ErrorOptions<Router>, state: State): void;
}

/** What belongs to one request. */
export interface WireRequest<State> {
  readonly state: State;
  readonly maxBodyBytes: number;
  /** What is wrong with the request whatever it calls: every call is answered with it, and no body is read. */
  readonly refusal?: TRPCError | undefined;
}
