import { forgetMemberships, requireOwnHands } from "@steward/auth";
import { AppError, type Permission, type PermissionDefinition, permissions } from "@steward/contracts";
import { accessRefused, decide, recordCall, type ServiceContext } from "@steward/services/kernel";
import { findOperator, type OperatorContext } from "@steward/services/platform";
import { initTRPC } from "@trpc/server";
import { middlewareMarker } from "@trpc/server/unstable-core-do-not-import";
import superjson from "superjson";
import type { z } from "zod";
import type { Context } from "./context.ts";
import { errorData, toTRPCError } from "./errors.ts";
import { countActor, countStranger, countTenant } from "./gate.ts";
import { type KeptAnswer, keyedMutation } from "./idempotency.ts";
import type { Platform } from "./platform.ts";
import { sourceOf } from "./source.ts";

/** How a procedure is guarded; the contract test reads it from every procedure of the router. */
export interface ProcedureMeta {
  guard: "public" | "user" | "operator" | "tenant";
  permission?: Permission;
}

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    transformer: superjson,
    // No stack leaves the server, and writing one for every refusal is its dearest part.
    isDev: false,
    defaultMeta: { guard: "public" },
    // Proxies cut a line that rests; and whoever hears nothing for longer knows that it is cut.
    sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 25_000 } },
    errorFormatter: ({ shape, error, ctx }) => ({
      ...shape,
      data: { ...shape.data, ...errorData(error, ctx?.request.requestId ?? "") },
    }),
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** In tRPC 11 `next()` never throws: a failure comes back as a value and is rethrown here, mapped. */
const base = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toTRPCError(result.error);
  return result;
});

/** Anyone may call it, from one address only so often. Each one is on the allow-list of the contract test. */
export const publicProcedure = base.use(async ({ ctx, path, next }) => {
  await countStranger(ctx.platform, ctx.request.address, path);
  return next();
});

/** Somebody who is signed in, in no particular organisation. */
export const userProcedure = base.meta({ guard: "user" }).use(async ({ ctx, type, next }) => {
  const identity = await ctx.identity();
  countActor(ctx.platform, identity.userId);
  if (identity.apiKey) throw new AppError("FORBIDDEN", "auth.api_key_not_allowed");
  const result = await next({ ctx: { ...ctx, user: identity } });
  if (type === "mutation") forgetMemberships(ctx.platform, identity);
  return result;
});

/** The people who run the platform itself; `ctx.console` is what their rules get. */
export const operatorProcedure = userProcedure.meta({ guard: "operator" }).use(async ({ ctx, path, type, next }) => {
  const operator = await findOperator(ctx.platform.system, ctx.user.userId);
  if (!operator) throw new AppError("FORBIDDEN", "operator_only");
  const forRules: OperatorContext = { db: ctx.platform.system, operator, ...sourceOf(ctx.request, path) };
  const result = await next({ ctx: { ...ctx, console: forRules } });
  if (type === "mutation") forgetMemberships(ctx.platform, "all");
  return result;
});

/** Work of a mutation before its transaction begins: what talks to a network, or takes long. It may read, not write. */
type Prepare<Schema extends z.ZodType, Prepared> = (
  ctx: ServiceContext & { readonly platform: Platform },
  input: z.output<Schema>,
) => Promise<Prepared>;

/**
 * The only way to make a procedure of an organisation: authenticate, count against the person's limit, resolve the
 * tenant, count against its limit, check the permission, validate the input, then act — a query reads in one flight per
 * statement, a mutation runs in one transaction, once for each key its client gives it. Input comes last so that a
 * stranger's bad body is answered UNAUTHENTICATED.
 *
 * Nothing inside a transaction talks to a network. A mutation that has to ask somebody first names that as the second
 * argument of `input` and finds the answer in `ctx.prepared`; it looks again whether the answer still holds.
 */
export function can(permission: Permission) {
  const { ownHands }: PermissionDefinition = permissions[permission];
  const reads = permission.endsWith(".read");
  const guarded = base.meta({ guard: "tenant", permission }).use(async ({ ctx, path, type, next }) => {
    const { userId } = await ctx.identity();
    countActor(ctx.platform, userId);
    const membership = await ctx.membership();
    countTenant(ctx.platform, membership.tenant.id);
    const { allowed, rule } = decide(membership.subject, permission);
    if (!allowed) throw accessRefused(rule, permission);
    if (type === "mutation") {
      if (ownHands) requireOwnHands(membership.actor);
      // People who may read say things, too. A key that was cut for reading changes nothing.
      if (membership.actor.apiKey && reads) throw new AppError("FORBIDDEN", "auth.api_key_not_allowed");
    }
    return next({ ctx: { ...membership, ...sourceOf(ctx.request, path) } });
  });
  return {
    input: <Schema extends z.ZodType, Prepared = undefined>(schema: Schema, prepare?: Prepare<Schema, Prepared>) =>
      guarded.input(schema).use(async ({ ctx, type, path, batchIndex, input, next }) => {
        const { database } = ctx.platform;
        const scope = { tenant: ctx.tenant, actor: ctx.actor, requestId: ctx.requestId, source: ctx.source };
        const reading = { ...scope, db: ctx.reading(ctx.tenant.id) } satisfies ServiceContext;
        const keyed = type === "mutation" ? await keyedMutation({ ...ctx, path, batchIndex, input }) : null;
        // What was answered already asks nobody again, whatever they would say now.
        const known = prepare && (await keyed?.find(reading.db));
        if (known) return replay(known);
        // Without `prepare`, `Prepared` is undefined, which TypeScript cannot see from here; nor that tRPC's name for
        // what the schema yields is zod's.
        const prepared = (await prepare?.(
          { ...reading, platform: ctx.platform },
          input as z.output<Schema>,
        )) as Prepared;
        if (type !== "mutation") return next({ ctx: { ...reading, prepared } });
        const result = await database.withTenant(ctx.tenant.id, async (db) => {
          const kept = await keyed?.take(db);
          if (kept) return replay(kept);
          const acted = await next({
            ctx: { ...scope, db, prepared } satisfies ServiceContext & { prepared: Prepared },
          });
          // Returning a failed result would commit what the mutation wrote before it failed.
          if (!acted.ok) throw acted.error;
          await recordCall({ ...scope, db }, input);
          await keyed?.keep(db, acted.data);
          return acted;
        });
        if (path.startsWith("org.")) forgetMemberships(ctx.platform, { tenantId: ctx.tenant.id });
        return result;
      }),
  };
}

/** A result that no resolver gave. tRPC wants the mark of its own `next()` on it, which is in no public entry. */
function replay({ data }: KeptAnswer) {
  return { ok: true as const, data, marker: middlewareMarker };
}
