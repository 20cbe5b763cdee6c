import { idInput } from "@steward/contracts";
import {
  countTimesheetsInput,
  decideTimesheetInput,
  listTimesheetsInput,
  lockTimesheetsInput,
  reopenTimesheetInput,
  submitTimesheetInput,
  timesheetWeekInput,
} from "@steward/contracts/time/timesheet";
import {
  countTimesheets,
  decideTimesheet,
  getTimesheet,
  getTimesheetPdf,
  getWeek,
  listTimesheets,
  lockTimesheets,
  reopenTimesheet,
  submitTimesheet,
  withdrawTimesheet,
} from "@steward/services/time";
import { can, router } from "../kernel/procedure.ts";

export const timesheetRouter = router({
  list: can("time.timesheet.read")
    .input(listTimesheetsInput)
    .query(({ ctx, input }) => listTimesheets(ctx, input)),
  count: can("time.timesheet.read")
    .input(countTimesheetsInput)
    .query(({ ctx, input }) => countTimesheets(ctx, input)),
  byId: can("time.timesheet.read")
    .input(idInput)
    .query(({ ctx, input }) => getTimesheet(ctx, input.id)),
  /** The same as a document. */
  pdf: can("time.timesheet.read")
    .input(idInput)
    .query(({ ctx, input }) => getTimesheetPdf(ctx, input.id)),
  /** The caller's own. */
  week: can("time.timesheet.read")
    .input(timesheetWeekInput)
    .query(({ ctx, input }) => getWeek(ctx, input)),

  submit: can("time.timesheet.submit")
    .input(submitTimesheetInput)
    .mutation(({ ctx, input }) => submitTimesheet(ctx, input)),
  withdraw: can("time.timesheet.submit")
    .input(idInput)
    .mutation(({ ctx, input }) => withdrawTimesheet(ctx, input.id)),
  decide: can("time.timesheet.decide")
    .input(decideTimesheetInput)
    .mutation(({ ctx, input }) => decideTimesheet(ctx, input)),
  reopen: can("time.timesheet.decide")
    .input(reopenTimesheetInput)
    .mutation(({ ctx, input }) => reopenTimesheet(ctx, input)),
  /** What is paid or invoiced. */
  lock: can("time.timesheet.decide")
    .input(lockTimesheetsInput)
    .mutation(({ ctx, input }) => lockTimesheets(ctx, input.ids)),
});
