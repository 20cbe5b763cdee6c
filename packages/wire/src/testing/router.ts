import { setTimeout as delay } from "node:timers/promises";
import { initTRPC, TRPCError } from "@trpc/server";
import { octetInputParser } from "@trpc/server/http";
import superjson from "superjson";
import { z } from "zod";

interface Context {
  readonly name: string;
}

const t = initTRPC
  .context<Context>()
  .meta<{ kind: string }>()
  .create({
    transformer: superjson,
    // Stacks name the files of whoever answered.
    isDev: false,
    errorFormatter: ({ shape, error, input, path, type, ctx }) => {
      if (error.message === "no shape") throw new Error("the formatter failed");
      return { ...shape, data: { ...shape.data, seen: { input, path, type, ctx: ctx?.name ?? null } } };
    },
  });

const anything = (value: unknown) => value;
const fieldNames = (value: unknown): string[] => {
  if (value instanceof FormData) return [...value.keys()];
  throw new Error("no form");
};
const codes = ["BAD_REQUEST", "UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "CONFLICT", "TOO_MANY_REQUESTS"] as const;
const owner = { name: "Anna", since: new Date(0) };

/** Everything a middleware may do: change context, input and result, fail, catch, forget. */
const stepped = t.procedure
  .meta({ kind: "stepped" })
  .use(({ ctx, next }) => next({ ctx: { ...ctx, first: true } }))
  .input(z.object({ a: z.string() }))
  .use(async ({ next, input, getRawInput, ctx, meta, path, type, batchIndex }) => {
    const raw = await getRawInput();
    return next({ ctx: { seen: { input, raw, ctx, meta, path, type, batchIndex } } });
  })
  .input(z.object({ b: z.number().default(3) }));

/** What `patient` and `guarded` were called with, or by their names, as soon as they have begun. */
export const begun: string[] = [];
/** The calls of `patient` whose clients have left. */
export const abandoned: string[] = [];
/** Whether `guarded` asks for its input only when the client has left. */
export const guard = { isUp: false };

const left = (signal: AbortSignal | undefined) =>
  new Promise((resolve) => signal?.addEventListener("abort", resolve, { once: true }));

/** Each way a procedure can answer, fail or refuse to end. */
export const testRouter = t.router({
  small: t.procedure.query(() => ({ ok: true })),
  nothing: t.procedure.query(() => undefined),
  echo: t.procedure.input(anything).query(({ input }) => input),
  change: t.procedure.input(anything).mutation(({ input }) => ({ changed: input })),
  doubled: t.procedure.input(z.object({ n: z.number() })).query(({ input }) => input.n * 2),
  blind: t.procedure.mutation(() => "the input is never read"),
  rich: t.procedure.query(() => ({
    at: new Date(1e12),
    big: 2n ** 80n,
    rates: new Map([["EUR", 1.5]]),
    tags: new Set(["a"]),
    none: undefined,
    bytes: new Uint8Array([1, 2, 3]),
    owners: [owner, owner],
    numbers: [Number.NaN, -0, Number.POSITIVE_INFINITY],
    text: '"quoted" \\ \u2028 ü 😀',
  })),
  unwritable: t.procedure.query(() => JSON.parse('{"__proto__":1}')),
  promised: t.procedure.query(() => ({ later: Promise.resolve(1) })),
  streamed: t.procedure.query(async function* () {
    yield 1;
    yield 2;
  }),
  ticks: t.procedure.subscription(async function* () {
    yield 1;
  }),
  upload: t.procedure.input(fieldNames).mutation(({ input }) => input),
  octets: t.procedure
    .input(octetInputParser)
    .mutation(async ({ input }) => (await new Response(input).arrayBuffer()).byteLength),
  fail: t.router(
    Object.fromEntries(
      codes.map((code) => [
        code.toLowerCase(),
        t.procedure.query(() => {
          throw new TRPCError({ code, message: `as asked: ${code}` });
        }),
      ]),
    ),
  ),
  steps: stepped.query(({ ctx, input }) => ({ ctx, input })),
  outputs: t.procedure.output(z.object({ a: z.string() })).query(() => ({ a: "x", hidden: 1 })),
  wrongOutput: t.procedure.output(z.string()).query(() => 5 as unknown as string),
  forgetful: t.procedure.use((async () => undefined) as never).query(() => 1),
  rescued: t.procedure
    .use(async ({ next }) => {
      const result = await next();
      if (result.ok) return result;
      throw new TRPCError({ code: "CONFLICT", message: `rescued from ${result.error.code}`, cause: result.error });
    })
    .query(() => {
      throw new RangeError("too far");
    }),
  emptied: t.procedure
    .input(z.object({ a: z.string() }).optional())
    .use(({ next }) => next({ input: undefined } as never))
    .query(({ input }) => ({ input })),
  reread: t.procedure
    .use(({ next }) => next({ getRawInput: async () => "other" } as never))
    .input(z.string())
    .query(({ input }) => input),
  patient: t.procedure.input(z.string()).query(async ({ input, signal }) => {
    begun.push(input);
    await left(signal);
    abandoned.push(input);
  }),
  guarded: t.procedure
    .use(async ({ next, signal }) => {
      begun.push("guarded");
      if (guard.isUp) await left(signal);
      return next();
    })
    .input(anything)
    .mutation(({ input }) => input),
  isAborted: t.procedure.query(({ signal }) => signal?.aborted),
  later: t.procedure.query(async () => {
    await delay(20);
    return new Date(5);
  }),
  crash: t.procedure.query(() => {
    throw new TypeError("unforeseen");
  }),
  shapeless: t.procedure.query(() => {
    throw new Error("no shape");
  }),
});
