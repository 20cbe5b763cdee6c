import type { z } from "zod";

/** A fact in the past tense (`crm.account.created`) about one record, with a typed payload. */
export interface EventDefinition<Name extends string = string, Payload extends z.ZodType = z.ZodType> {
  readonly name: Name;
  readonly payload: Payload;
}

export function defineEvent<const Name extends string, Payload extends z.ZodType>(
  name: Name,
  payload: Payload,
): EventDefinition<Name, Payload> {
  return { name, payload };
}

/** The kind of record an event is about: `crm.account` of `crm.account.created`. */
export const addressOf = (name: string): string => name.slice(0, name.lastIndexOf("."));

/**
 * How long a chain of events that cause each other may be. What people ask for has depth 0; what a consumer of it reports
 * has depth 1. An event at this depth is recorded and shown as any other, but handed to nobody: two rules that set each
 * other off would go on for ever.
 */
export const maxEventDepth = 16;
