import type { ApprovalHandler } from "../approvals/index.ts";
import { timesheetHandler } from "../time/index.ts";

/** What approval does to each kind of record that can be asked about. A module adds its own here. */
export const approvalHandlers: readonly ApprovalHandler[] = [timesheetHandler];
