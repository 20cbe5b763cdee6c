import { z } from "zod";
import { defineJob, type JobDefinition, type JobOptions } from "./job.ts";

/** What a consumer's job is asked to do. The event itself stays where it is recorded, and is read when the job runs. */
export const eventJobSchema = z.object({ eventId: z.uuid() });

/** Whole events (`crm.account.created`), those of a kind of record (`crm.account.*`), of a module (`crm.*`), or all (`*`). */
export type EventPattern = string;

/** Something that is to happen after events, as a job of its own for each. */
export interface ConsumerDefinition<Name extends string = string> {
  readonly on: readonly EventPattern[];
  readonly job: JobDefinition<Name, typeof eventJobSchema>;
}

/**
 * Declares what is done after events: `defineConsumer("crm.digest.note", ["crm.deal.won", "crm.lead.*"])`. List it in
 * `consumers.ts` and give it a handler (`handleEvent`), and the relay asks for it once for each such event.
 */
export function defineConsumer<const Name extends string>(
  name: Name,
  on: readonly EventPattern[],
  options: Partial<JobOptions> = {},
): ConsumerDefinition<Name> {
  const wrong = on.find((pattern) => !/^(\*|[A-Za-z]+(\.[A-Za-z]+)*(\.\*)?)$/.test(pattern));
  if (wrong !== undefined) throw new TypeError(`${wrong} is no pattern of events.`);
  return { on, job: defineJob(name, eventJobSchema, options) };
}

/** Whether the consumer is to be told of events with this name. */
export function consumes({ on }: Pick<ConsumerDefinition, "on">, name: string): boolean {
  return on.some((pattern) => (pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern));
}
