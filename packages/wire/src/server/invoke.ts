import { type AnyTRPCProcedure, getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";

export type CallOptions = Parameters<AnyTRPCProcedure>[0];

type Result = { readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly error: TRPCError };

interface NextOptions {
  readonly ctx?: object;
  readonly input?: unknown;
  readonly getRawInput?: CallOptions["getRawInput"];
}

type Middleware = (
  options: CallOptions & { readonly meta: unknown; readonly next: (options?: NextOptions) => Promise<Result> },
) => Promise<Result | undefined>;

/**
 * Calls a procedure as it would call itself. A procedure runs its middlewares with two copies of all options for each,
 * made member by member for engines without object spread, which costs more than everything else on the fast path; this
 * makes them plainly. It reads `_def.middlewares`, which upstream's types do not show: the version is pinned, the
 * differential test calls every kind of middleware both ways, and what looks different is left to the procedure itself.
 */
export async function invoke(procedure: AnyTRPCProcedure, options: CallOptions): Promise<unknown> {
  const definition: { readonly middlewares?: unknown; readonly meta: unknown; readonly experimental_caller: boolean } =
    procedure._def;
  const { middlewares, meta } = definition;
  if (definition.experimental_caller || !isChain(middlewares)) return procedure(options);
  const result = await step(middlewares, 0, meta, options);
  if (!result) {
    const message = "No result from middlewares - did you forget to `return next()`?";
    throw new TRPCError({ code: "INTERNAL_SERVER_ERROR", message });
  }
  if (!result.ok) throw result.error;
  return result.data;
}

const chains = new WeakSet<object>();

function isChain(middlewares: unknown): middlewares is readonly Middleware[] {
  if (!Array.isArray(middlewares)) return false;
  if (chains.has(middlewares)) return true;
  if (middlewares.length === 0 || !middlewares.every((middleware) => typeof middleware === "function")) return false;
  chains.add(middlewares);
  return true;
}

/** One middleware and, through its `next`, all behind it. Never rejects: a failure is a result. */
async function step(
  chain: readonly Middleware[],
  index: number,
  meta: unknown,
  given: CallOptions,
): Promise<Result | undefined> {
  try {
    const { path, type, signal, batchIndex, ctx, input, getRawInput } = given;
    const next = (changed?: NextOptions) =>
      step(chain, index + 1, meta, {
        path,
        type,
        signal,
        batchIndex,
        ctx: changed?.ctx ? { ...(ctx as object), ...changed.ctx } : ctx,
        input: changed && "input" in changed ? changed.input : input,
        getRawInput: changed?.getRawInput ?? getRawInput,
      }) as Promise<Result>;
    const middleware = chain[index] as Middleware;
    return await middleware({ path, type, signal, batchIndex, ctx, input, getRawInput, meta, next });
  } catch (cause) {
    return { ok: false, error: getTRPCErrorFromUnknown(cause) };
  }
}
