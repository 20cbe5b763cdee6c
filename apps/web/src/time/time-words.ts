import type { TimeEntryReason } from "@steward/contracts/time/entry";
import type { TimesheetReason, TimesheetStatus } from "@steward/contracts/time/timesheet";
import { registerProblemTexts, type Tone } from "@steward/ui";

export const sheetWords: Readonly<Record<TimesheetStatus, { label: string; tone: Tone }>> = {
  draft: { label: "Draft", tone: "neutral" },
  submitted: { label: "Submitted", tone: "progress" },
  approved: { label: "Approved", tone: "success" },
  rejected: { label: "Rejected", tone: "danger" },
  locked: { label: "Locked", tone: "info" },
};

const entryProblems: Record<TimeEntryReason, string> = {
  "time_entry.overlaps": "You have logged other time then. Change one of the two.",
  "time_entry.day_full": "That is more than the day has hours. Look at what else is logged on it.",
  "time_entry.in_future": "Time is logged when it has passed.",
  "time_entry.ends_before": "The end has to come after the beginning.",
  "time_entry.too_long": "This lasts more than a day. Say when you stopped.",
  "time_entry.running": "The timer is still running. Stop it first.",
  "time_entry.kind_fixed": "Time from–to stays so, and a length stays a length. Delete it and log it anew.",
  "time_entry.task_elsewhere": "This task belongs to another project.",
  "timer.not_running": "No timer is running any more. It was stopped in another window.",
  "timer.already_running": "A timer is running already. Stop it, or switch.",
};

const sheetProblems: Record<TimesheetReason, string> = {
  "timesheet.closed": "This week has been submitted. Take it back, or have it reopened, to change its time.",
  "timesheet.empty": "Nothing is logged in this week.",
  "timesheet.timer_running": "The timer is running in this week. Stop it before you submit.",
  "timesheet.not_approved": "Only approved timesheets can be locked.",
  "timesheet.own": "Nobody decides their own timesheet. Somebody else has to.",
};

registerProblemTexts({ ...entryProblems, ...sheetProblems });

/** What time was spent on, in a line. */
export function purposeText(entry: {
  project: { name: string } | null;
  task: { key: string; title: string } | null;
  isHidden: boolean;
}): string {
  if (entry.isHidden) return "A private project";
  if (entry.task) return `${entry.task.key} ${entry.task.title}`.trim();
  return entry.project?.name ?? "No project";
}
