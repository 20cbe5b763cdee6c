export { listBudgets } from "./budget.ts";
export { createTimeEntry, removeTimeEntries, restoreTimeEntries, updateTimeEntry } from "./entry.ts";
export {
  countTimeEntries,
  exportTimeEntries,
  findTimer,
  getTimeEntry,
  listTimeEntries,
  type TimeEntryItem,
  type TimeExportChunk,
} from "./entry-queries.ts";
export { discardTimer, endTimerOf, startTimer, stopTimer } from "./timer.ts";
export {
  decideTimesheet,
  lockTimesheets,
  reopenTimesheet,
  submitTimesheet,
  timesheetHandler,
  withdrawTimesheet,
} from "./timesheet.ts";
export { getTimesheetPdf, type PdfFile } from "./timesheet-pdf.ts";
export {
  countTimesheets,
  getTimesheet,
  getWeek,
  listTimesheets,
  type MyWeek,
  type TimesheetDetail,
  type TimesheetItem,
} from "./timesheet-queries.ts";
export type { WeekLine, WeekTime } from "./week-time.ts";
