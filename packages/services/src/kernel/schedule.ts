import type { ScheduleDefinition } from "@steward/contracts";
import type { TenantInfo } from "./context.ts";
import type { EmitContext } from "./emit.ts";

/** What work by the clock gets for one organisation. Nobody in particular does it. */
export interface ScheduleContext extends EmitContext {
  readonly tenant: TenantInfo;
  readonly actor: null;
}

/** One try at work by the clock for the whole installation. */
export interface PlatformRun {
  readonly dueAt: Date;
  readonly requestId: string;
  /** Aborted when the try takes too long or the process has to stop: end soon, it will be tried again. */
  readonly signal: AbortSignal;
}

export interface TenantScheduleHandler {
  readonly kind: "tenantSchedule";
  readonly job: ScheduleDefinition["job"];
  handle(ctx: ScheduleContext, dueAt: Date): Promise<void>;
}

export interface PlatformScheduleHandler {
  readonly kind: "platformSchedule";
  readonly job: ScheduleDefinition["job"];
  run(run: PlatformRun): Promise<object>;
}

/**
 * Connects work by the clock to the service that does it for one organisation, in one transaction that also notes that
 * it is done: a time that is tried twice has its effect once. So there is no network in it.
 */
export function handleTenantSchedule(
  { job }: Pick<ScheduleDefinition, "job">,
  handle: TenantScheduleHandler["handle"],
): TenantScheduleHandler {
  return { kind: "tenantSchedule", job, handle };
}

/**
 * Connects work by the clock to the service that does it for the whole installation. It is tried until it succeeds, so
 * doing it twice must do no harm; what it resolves with is logged.
 */
export function handlePlatformSchedule(
  { job }: Pick<ScheduleDefinition, "job">,
  run: PlatformScheduleHandler["run"],
): PlatformScheduleHandler {
  return { kind: "platformSchedule", job, run };
}
