import { z } from "zod";
import { defineJob, type JobDefinition, type JobOptions } from "./job.ts";

/** What work by the clock is told: the time it is for, which is the last one where several passed while nobody was there. */
export const scheduledJobSchema = z.object({ dueAt: z.iso.datetime() });

/** Work that comes back by the clock, as a job of its own for each time. */
export interface ScheduleDefinition<Name extends string = string> {
  readonly job: JobDefinition<Name, typeof scheduledJobSchema>;
  /** For whoever looks at it. */
  readonly description: string;
  /** Minute, hour, day of the month, month, day of the week. Six fields begin with the second. */
  readonly cron: string;
  /** Once for the installation, or once for each organisation. */
  readonly per: "platform" | "tenant";
  /** By whose clock (IANA); null is the organisation's own. */
  readonly timeZone: string | null;
}

/** An installation has no clock of its own. */
type WhoseClock = { per: "platform"; timeZone: string } | { per: "tenant"; timeZone?: string };

/**
 * Declares work by the clock: `defineSchedule("crm.digest.send", { cron: "0 7 * * 1-5", per: "tenant", … })`. List it in
 * `schedules.ts` and give it a handler (`handleTenantSchedule`, `handlePlatformSchedule`), and the workers ask for it
 * once for each time, however many they are. What fell due while none ran, while the last run was still under way or
 * while the organisation was suspended is made good for by one run.
 */
export function defineSchedule<const Name extends string>(
  name: Name,
  clock: { cron: string; description: string } & WhoseClock,
  options: Partial<JobOptions> = {},
): ScheduleDefinition<Name> {
  return { timeZone: null, ...clock, job: defineJob(name, scheduledJobSchema, options) };
}
