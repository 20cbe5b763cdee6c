import type { IncomingMessage, ServerResponse } from "node:http";
import { type AnyTRPCRouter, getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from "@trpc/server";
import { internal_exceptionHandler as exceptionHandler } from "@trpc/server/adapters/node-http";
import { getHTTPStatusCode, type TRPCRequestInfo } from "@trpc/server/http";
import { Inputs } from "./inputs.ts";
import { invoke } from "./invoke.ts";
import type { ErrorOptions, MetaOptions, WireOptions, WireRequest } from "./options.ts";
import type { Plan } from "./plan.ts";
import { stringify } from "./stringify.ts";
import { writeHeaders } from "./write-headers.ts";

type Outcome = { readonly error: TRPCError } | { readonly data: unknown };
/** An answer to one call as upstream holds it before the transformer. */
type Answer = MetaOptions<AnyTRPCRouter>["data"][number];

/** One request on the fast path, in the steps and the order of upstream's `resolveResponse`. */
export class Exchange<State> {
  readonly #options: WireOptions<AnyTRPCRouter, State>;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #own: WireRequest<State>;
  readonly #plan: Plan;
  readonly #info: TRPCRequestInfo;
  #context: unknown;
  #contextError: TRPCError | undefined;

  constructor(
    options: WireOptions<AnyTRPCRouter, State>,
    request: IncomingMessage,
    response: ServerResponse,
    own: WireRequest<State>,
    plan: Plan,
  ) {
    this.#options = options;
    this.#request = request;
    this.#response = response;
    this.#own = own;
    this.#plan = plan;
    const inputs = new Inputs(request, plan, own.maxBodyBytes);
    this.#info = {
      accept: null,
      type: plan.type,
      isBatchCall: plan.isBatch,
      calls: plan.paths.map((path, batchIndex) => ({
        path,
        procedure: plan.procedures[batchIndex] ?? null,
        batchIndex,
        getRawInput: () => inputs.at(batchIndex),
        result: () => inputs.known(batchIndex),
      })),
      connectionParams: null,
      signal: this.#disconnection(),
      url: null,
    };
  }

  /** Answers; never rejects. */
  async run(): Promise<void> {
    try {
      await this.#createContext();
      const { calls } = this.#info;
      const [first] = calls;
      const outcomes =
        calls.length === 1 && first
          ? [await this.#call(first)]
          : await Promise.all(calls.map((call) => this.#call(call)));
      this.#answer(outcomes);
    } catch (cause) {
      this.#fail(cause);
    }
  }

  /** Aborts when the client is gone before its answer is out. */
  #disconnection(): AbortSignal {
    const controller = new AbortController();
    this.#response.once("close", () => {
      if (!this.#response.writableEnded) controller.abort();
    });
    return controller.signal;
  }

  async #createContext(): Promise<void> {
    const [req, res, info] = [this.#request, this.#response, this.#info];
    try {
      this.#context = await this.#options.createContext({ req, res, info }, this.#own.state);
    } catch (cause) {
      this.#contextError = getTRPCErrorFromUnknown(cause);
    }
  }

  async #call(call: TRPCRequestInfo["calls"][number]): Promise<Outcome> {
    const { path, procedure, getRawInput, batchIndex } = call;
    try {
      if (this.#own.refusal) throw this.#own.refusal;
      if (!procedure) throw new TRPCError({ code: "NOT_FOUND", message: `No procedure found on path "${path}"` });
      if (this.#contextError) throw this.#contextError;
      const { type } = procedure._def;
      const { signal } = this.#info;
      const data = await invoke(procedure, { path, getRawInput, ctx: this.#context, type, signal, batchIndex });
      return { data };
    } catch (cause) {
      const error = getTRPCErrorFromUnknown(cause);
      this.#report(error, call);
      return { error };
    }
  }

  #report(error: TRPCError, call?: TRPCRequestInfo["calls"][number]): void {
    const type = call ? (call.procedure?._def.type ?? "unknown") : this.#plan.type;
    const given = { error, path: call?.path, input: call?.result(), ctx: this.#context, type, req: this.#request };
    this.#options.onError?.(given, this.#own.state);
  }

  #answer(given: readonly Outcome[]): void {
    const { isBatch } = this.#plan;
    const outcomes = given.map((outcome) =>
      "data" in outcome && isStream(outcome.data) ? refuseStream(isBatch) : outcome,
    );
    const answers = outcomes.map(
      (outcome, index): Answer =>
        "data" in outcome ? { result: { data: outcome.data } } : this.#errorAnswer(outcome.error, index),
    );
    const texts = answers.map(write);
    const errors = outcomes.map((outcome) => ("error" in outcome ? outcome.error : undefined));
    this.#send(isBatch ? `[${texts.join(",")}]` : (texts[0] ?? ""), answers, errors);
  }

  #errorAnswer(error: TRPCError, index?: number): Answer {
    const call = index === undefined ? undefined : this.#info.calls[index];
    const type = call ? (call.procedure?._def.type ?? "unknown") : this.#plan.type;
    const config = this.#options.router._def._config;
    const given = { config, ctx: this.#context, error, input: call?.result(), path: call?.path, type };
    return { error: getTRPCErrorShape(given) };
  }

  /** What fails outside a procedure (an answer nobody can write, a callback that throws) fails the whole request. */
  #fail(cause: unknown): void {
    try {
      const error = getTRPCErrorFromUnknown(cause);
      this.#report(error);
      const answer = this.#errorAnswer(error);
      this.#send(write(answer), [answer], [error]);
    } catch (failure) {
      this.#failPlainly(failure);
    }
  }

  /** Upstream's own last resort, which tells nobody but `onError` what happened. */
  #failPlainly(failure: unknown): void {
    const [req, res, { router }] = [this.#request, this.#response, this.#options];
    const onError = (given: ErrorOptions<AnyTRPCRouter>) => this.#options.onError?.(given, this.#own.state);
    try {
      exceptionHandler<AnyTRPCRouter, IncomingMessage, ServerResponse>({ req, res, router, onError, path: "" })(
        failure,
      );
    } catch {
      // `onError` itself throws: that costs its request, where upstream's rejected promise would cost the process.
      res.destroy();
    }
  }

  #send(body: string, answers: Answer[], outcomes: (TRPCError | undefined)[]): void {
    const { paths, type } = this.#plan;
    const errors = outcomes.filter((error) => error !== undefined);
    const meta = this.#options.responseMeta?.(
      { ctx: this.#context, info: this.#info, paths, data: answers, errors, eagerGeneration: false, type },
      this.#own.state,
    );
    const status = errors.length === 0 ? 200 : getHTTPStatusCode(answers, outcomes);
    if (this.#response.statusCode === 200) this.#response.statusCode = meta?.status ?? status;
    writeHeaders(this.#response, meta?.headers);
    this.#response.end(body);
  }
}

function write(answer: Answer): string {
  return "error" in answer
    ? `{"error":${stringify(answer.error)}}`
    : `{"result":{"data":${stringify(answer.result.data)}}}`;
}

/** Data that arrives later, which only a streamed answer could carry: an async iterable, or an object that holds one. */
function isStream(data: unknown): boolean {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return false;
  if (Symbol.asyncIterator in data) return true;
  for (const member of Object.values(data)) {
    if (typeof member !== "object" || member === null) continue;
    if (Symbol.asyncIterator in member || ("then" in member && typeof member.then === "function")) return true;
  }
  return false;
}

/** In a batch it is the answer to its own call only; alone it fails the request. */
function refuseStream(isBatch: boolean): Outcome {
  const message = "Cannot use stream-like response in non-streaming request - use httpBatchStreamLink";
  const error = new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE", message });
  if (!isBatch) throw error;
  return { error };
}
