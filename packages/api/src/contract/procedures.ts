import type { Context } from "../kernel/context.ts";
import { type ListedProcedure, listProcedures } from "../kernel/procedure-list.ts";
import { appRouter, createCaller } from "../router.ts";

/** Every procedure of the router, as the generated tests see it. */
export const procedures: ListedProcedure[] = listProcedures(appRouter);

/** Calls a procedure by its path, in process, through all its guards. */
export async function call(context: Context, path: string, input: unknown): Promise<unknown> {
  const target = path
    .split(".")
    .reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], createCaller(context));
  return (target as (input: unknown) => Promise<unknown>)(input);
}
