import { router } from "../kernel/procedure.ts";
import { budgetRouter } from "./budget.ts";
import { entryRouter } from "./entry.ts";
import { timerRouter } from "./timer.ts";
import { timesheetRouter } from "./timesheet.ts";

/** Who worked how long on what, and the weeks that others agree to. */
export const timeRouter = router({
  budget: budgetRouter,
  entry: entryRouter,
  timer: timerRouter,
  timesheet: timesheetRouter,
});
