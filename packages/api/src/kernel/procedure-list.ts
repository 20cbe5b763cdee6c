import type { ProcedureFacts } from "@steward/services/org";
import type { AnyRouter } from "@trpc/server";
import type { z } from "zod";
import type { ProcedureMeta } from "./procedure.ts";

/** A procedure as the router has it. */
export interface ListedProcedure {
  readonly path: string;
  readonly type: "query" | "mutation" | "subscription";
  readonly meta: ProcedureMeta;
  readonly input: z.ZodType | undefined;
}

interface Definition {
  _def: { type: ListedProcedure["type"]; meta: ProcedureMeta; inputs: z.ZodType[] };
}

/** Every procedure of a router, by path: read from the router itself, so that a new one is known at once. */
export function listProcedures(router: AnyRouter): ListedProcedure[] {
  // The types say a tree, as callers see it; at run time tRPC keeps the procedures flat, by path.
  const definitions = router._def.procedures as unknown as Record<string, Definition>;
  return Object.entries(definitions).map(([path, { _def }]) => ({
    path,
    type: _def.type,
    meta: _def.meta,
    input: _def.inputs[0],
  }));
}

/** Those that work in an organisation, in the order of their paths, with the permission each asks for. */
export function tenantProcedures(router: AnyRouter): ProcedureFacts[] {
  return listProcedures(router)
    .flatMap(({ path, type, meta }) =>
      meta.guard === "tenant" && meta.permission ? [{ path, type, permission: meta.permission }] : [],
    )
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

let published: readonly ProcedureFacts[] | undefined;

/** Called once, when the router stands: its own procedures explain all of them, and cannot import what contains them. */
export function publishProcedures(router: AnyRouter): void {
  published = tenantProcedures(router);
}

export function publishedProcedures(): readonly ProcedureFacts[] {
  if (!published) throw new Error("The router has not published its procedures.");
  return published;
}
