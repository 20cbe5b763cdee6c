import { z } from "zod";
import { approvalDecisions, decisionNoteSchema } from "../approvals/request.ts";
import { defineApprovalSubject } from "../approvals/subject.ts";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, idsInput, listInput } from "../kernel/list.ts";
import { definePermissions, managers, staff } from "../kernel/permission.ts";
import { dayRangeSchema } from "../kernel/range.ts";
import { daySchema } from "../kernel/record.ts";

/** A week of one person. `locked` is what an approved one becomes when it has been paid or invoiced. */
export const timesheetStatuses = ["draft", "submitted", "approved", "rejected", "locked"] as const;
export type TimesheetStatus = (typeof timesheetStatuses)[number];

export const timesheetPermissions = definePermissions("time.timesheet", {
  read: {
    description: "See timesheets",
    roles: staff,
    rows: { reach: "own", allWith: "time.timesheet.decide" },
  },
  submit: { description: "Submit their own timesheets", roles: staff },
  decide: {
    description: "Approve, reject, lock and reopen timesheets of others",
    roles: managers,
    ownHands: true,
  },
});

export const timesheetApproval = defineApprovalSubject("time.timesheet", {
  label: "Timesheet",
  decide: "time.timesheet.decide",
  path: (id) => `/time/timesheets/${id}`,
});

export type TimesheetReason =
  | "timesheet.closed"
  | "timesheet.empty"
  | "timesheet.timer_running"
  | "timesheet.not_approved"
  | "timesheet.own";

/** Whether its time can be changed. */
export const isOpenWeek = (status: TimesheetStatus): boolean => status === "draft" || status === "rejected";

export const timesheetFilter = z.object({
  memberId: z.array(idSchema).max(50),
  status: z.array(z.enum(timesheetStatuses)),
  weekOn: dayRangeSchema,
  /** Those that wait for a decision the caller may take. */
  toDecide: z.boolean(),
});

/** The search looks at people's names. */
export const listTimesheetsInput = listInput(["weekOn", "createdAt"], timesheetFilter, "desc");
export type ListTimesheetsInput = z.infer<typeof listTimesheetsInput>;

export const countTimesheetsInput = listTimesheetsInput.pick({ search: true, filter: true });
export type CountTimesheetsInput = z.infer<typeof countTimesheetsInput>;

/** ISO 8601 weeks begin on Monday. */
const mondaySchema = daySchema.refine(
  (day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1,
  "A week begins on Monday",
);

/** The caller's own week. Left out: the one that it is. */
export const timesheetWeekInput = z.object({ weekOn: mondaySchema.optional() });
export type TimesheetWeekInput = z.infer<typeof timesheetWeekInput>;

export const submitTimesheetInput = z.object({ weekOn: mondaySchema });
export type SubmitTimesheetInput = z.infer<typeof submitTimesheetInput>;

export const decideTimesheetInput = z.object({
  id: idSchema,
  decision: z.enum(approvalDecisions),
  note: decisionNoteSchema,
});
export type DecideTimesheetInput = z.infer<typeof decideTimesheetInput>;

export const reopenTimesheetInput = z.object({
  id: idSchema,
  note: z.string().trim().min(1, "Say why it is opened again").max(2000, "Use at most 2000 characters"),
});
export type ReopenTimesheetInput = z.infer<typeof reopenTimesheetInput>;

export const lockTimesheetsInput = idsInput;

const week = { weekOn: daySchema, memberId: idSchema };
export const timesheetSubmitted = defineEvent("time.timesheet.submitted", z.object(week));
export const timesheetWithdrawn = defineEvent("time.timesheet.withdrawn", z.object(week));
export const timesheetApproved = defineEvent("time.timesheet.approved", z.object(week));
export const timesheetRejected = defineEvent("time.timesheet.rejected", z.object(week));
export const timesheetReopened = defineEvent("time.timesheet.reopened", z.object({ ...week, note: z.string() }));
export const timesheetLocked = defineEvent("time.timesheet.locked", z.object(week));

/** `90` minutes as `1:30`, for figures in a column. */
export function clockText(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
