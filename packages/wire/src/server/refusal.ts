import { type AnyTRPCRouter, getTRPCErrorShape, type TRPCError } from "@trpc/server";
import { stringify } from "./stringify.ts";

/**
 * The body that refuses a whole request, whatever it calls: upstream writes this one answer, also to a batch, where no
 * call is to blame, and its links give it to every call. Always the same, so it can be written once.
 */
export function refusalBody(router: AnyTRPCRouter, error: TRPCError): string {
  const { _config: config } = router._def;
  const shape = getTRPCErrorShape({
    config,
    error,
    ctx: undefined,
    input: undefined,
    path: undefined,
    type: "unknown",
  });
  return `{"error":${stringify(shape)}}`;
}
