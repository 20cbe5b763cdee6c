import { idInput, idsInput } from "@steward/contracts";
import {
  countTimeEntriesInput,
  createTimeEntryInput,
  exportTimeEntriesInput,
  listTimeEntriesInput,
  updateTimeEntryInput,
} from "@steward/contracts/time/entry";
import {
  countTimeEntries,
  createTimeEntry,
  exportTimeEntries,
  getTimeEntry,
  listTimeEntries,
  removeTimeEntries,
  restoreTimeEntries,
  updateTimeEntry,
} from "@steward/services/time";
import { can, router } from "../kernel/procedure.ts";

export const entryRouter = router({
  list: can("time.entry.read")
    .input(listTimeEntriesInput)
    .query(({ ctx, input }) => listTimeEntries(ctx, input)),
  count: can("time.entry.read")
    .input(countTimeEntriesInput)
    .query(({ ctx, input }) => countTimeEntries(ctx, input)),
  byId: can("time.entry.read")
    .input(idInput)
    .query(({ ctx, input }) => getTimeEntry(ctx, input.id)),
  export: can("time.entry.export")
    .input(exportTimeEntriesInput)
    .query(({ ctx, input }) => exportTimeEntries(ctx, input)),

  create: can("time.entry.write")
    .input(createTimeEntryInput)
    .mutation(({ ctx, input }) => createTimeEntry(ctx, input)),
  update: can("time.entry.write")
    .input(updateTimeEntryInput)
    .mutation(({ ctx, input }) => updateTimeEntry(ctx, input)),
  remove: can("time.entry.write")
    .input(idsInput)
    .mutation(({ ctx, input }) => removeTimeEntries(ctx, input.ids)),
  restore: can("time.entry.write")
    .input(idsInput)
    .mutation(({ ctx, input }) => restoreTimeEntries(ctx, input.ids)),
});
