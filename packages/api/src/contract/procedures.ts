import type { z } from "zod";
import type { Context } from "../kernel/context.ts";
import type { ProcedureMeta } from "../kernel/procedure.ts";
import { appRouter, createCaller } from "../router.ts";

/** A procedure as the generated tests see it. */
export interface ContractProcedure {
  path: string;
  type: "query" | "mutation" | "subscription";
  meta: ProcedureMeta;
  input: z.ZodType | undefined;
}

interface Definition {
  _def: { type: ContractProcedure["type"]; meta: ProcedureMeta; inputs: z.ZodType[] };
}

// The types say a tree, as callers see it; at run time tRPC keeps the procedures flat, by path.
const definitions = appRouter._def.procedures as unknown as Record<string, Definition>;

/** Every procedure of the router, by path: read from the router itself, so that a new one is covered at once. */
export const procedures: ContractProcedure[] = Object.entries(definitions).map(([path, { _def }]) => ({
  path,
  type: _def.type,
  meta: _def.meta,
  input: _def.inputs[0],
}));

/** Calls a procedure by its path, in process, through all its guards. */
export async function call(context: Context, path: string, input: unknown): Promise<unknown> {
  const target = path
    .split(".")
    .reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], createCaller(context));
  return (target as (input: unknown) => Promise<unknown>)(input);
}
