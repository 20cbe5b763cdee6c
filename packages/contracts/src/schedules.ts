import { remindDeciders } from "./approvals/overdue.ts";
import type { ScheduleDefinition } from "./kernel/schedule.ts";
import { upkeepSchedule } from "./operator/upkeep.ts";
import { tellDueSoon } from "./projects/due-soon.ts";

/** Everything that is done by the clock. */
export const schedules: readonly ScheduleDefinition[] = [upkeepSchedule, remindDeciders, tellDueSoon];
