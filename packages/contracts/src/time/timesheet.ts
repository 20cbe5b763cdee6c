import { definePermissions, managers, staff } from "../kernel/permission.ts";

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
  decide: { description: "Approve, reject, lock and reopen timesheets of others", roles: managers },
});
