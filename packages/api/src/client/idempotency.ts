import {
  idempotencyHeader,
  keepsAnswer,
  makeIdempotencyKey,
  writeIdempotencyKeys,
} from "@steward/contracts/kernel/idempotency";
import { type Operation, retryLink, type TRPCLink } from "@trpc/client";
import type { AppRouter } from "../router.ts";
import { isOutcomeUnknown, isTurnedAway } from "./failure.ts";

export interface IdempotencyOptions {
  /** How long to wait before asking again, after the given number of attempts; half a second to five unless set. */
  readonly retryDelayMs?: (attempts: number) => number;
}

const maxAttempts = 4;
/** Not all at once: those who lost their answers together lost them because of something they share. */
const defaultDelayMs = (attempts: number) => (0.5 + Math.random()) * 500 * 2.5 ** (attempts - 1);

/**
 * Gives every mutation a key, and asks again under the same key where nobody knows whether it was done: it is then done
 * once, and answered as it was the first time. One that an overloaded server turned away was not done, so it is asked
 * for again too, whichever it is.
 *
 * A caller who asks again by themselves, perhaps tomorrow, perhaps in another process, names the key:
 * `mutate(input, { context: { idempotencyKey: "order-4711" } })`.
 */
export function idempotencyLinks({ retryDelayMs = defaultDelayMs }: IdempotencyOptions = {}): TRPCLink<AppRouter>[] {
  return [
    () =>
      ({ op, next }) =>
        next(op.type === "mutation" ? { ...op, context: { ...op.context, ...{ idempotencyKey: keyOf(op) } } } : op),
    retryLink<AppRouter>({
      retry: ({ op, error, attempts }) =>
        op.type === "mutation" &&
        attempts < maxAttempts &&
        (isTurnedAway(error) || (keepsAnswer(op.path) && isOutcomeUnknown(error))),
      retryDelayMs,
    }),
  ];
}

function keyOf({ context }: Operation): string {
  return typeof context.idempotencyKey === "string" ? context.idempotencyKey : makeIdempotencyKey();
}

/** The header for the calls of one request; none where there is no mutation among them. */
export function idempotencyHeaders(operations: readonly Operation[]): Record<string, string> {
  if (operations.some(({ type }) => type !== "mutation")) return {};
  return { [idempotencyHeader]: writeIdempotencyKeys(operations.map(keyOf)) };
}
