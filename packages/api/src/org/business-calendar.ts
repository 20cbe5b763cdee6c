import { idInput } from "@steward/contracts";
import {
  addHolidaysInput,
  createBusinessCalendarInput,
  listBusinessCalendarsInput,
  removeHolidayInput,
  updateBusinessCalendarInput,
} from "@steward/contracts/org/business-calendar";
import {
  addHolidays,
  createBusinessCalendar,
  getBusinessCalendar,
  listBusinessCalendars,
  removeBusinessCalendar,
  removeHoliday,
  restoreBusinessCalendar,
  setDefaultBusinessCalendar,
  updateBusinessCalendar,
} from "@steward/services/org";
import { can, router } from "../kernel/procedure.ts";

export const businessCalendarRouter = router({
  list: can("org.businessCalendar.read")
    .input(listBusinessCalendarsInput)
    .query(({ ctx, input }) => listBusinessCalendars(ctx, input)),
  byId: can("org.businessCalendar.read")
    .input(idInput)
    .query(({ ctx, input }) => getBusinessCalendar(ctx, input.id)),

  create: can("org.businessCalendar.write")
    .input(createBusinessCalendarInput)
    .mutation(({ ctx, input }) => createBusinessCalendar(ctx, input)),
  update: can("org.businessCalendar.write")
    .input(updateBusinessCalendarInput)
    .mutation(({ ctx, input }) => updateBusinessCalendar(ctx, input)),
  setDefault: can("org.businessCalendar.write")
    .input(idInput)
    .mutation(({ ctx, input }) => setDefaultBusinessCalendar(ctx, input.id)),
  remove: can("org.businessCalendar.write")
    .input(idInput)
    .mutation(({ ctx, input }) => removeBusinessCalendar(ctx, input.id)),
  restore: can("org.businessCalendar.write")
    .input(idInput)
    .mutation(({ ctx, input }) => restoreBusinessCalendar(ctx, input.id)),
  addHolidays: can("org.businessCalendar.write")
    .input(addHolidaysInput)
    .mutation(({ ctx, input }) => addHolidays(ctx, input)),
  removeHoliday: can("org.businessCalendar.write")
    .input(removeHolidayInput)
    .mutation(({ ctx, input }) => removeHoliday(ctx, input)),
});
