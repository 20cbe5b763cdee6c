import type { ApprovalSubject } from "./approvals/subject.ts";
import { timesheetApproval } from "./time/timesheet.ts";

/** Every kind of record that can be asked approval for. A module adds its own here. */
export const approvalSubjects: readonly ApprovalSubject[] = [timesheetApproval];

const byAddress = new Map(approvalSubjects.map((subject) => [subject.address, subject]));

/** Undefined for a kind that a later or an earlier release knew. */
export const approvalSubject = (address: string) => byAddress.get(address);
