import { searchRecordsInput } from "@steward/contracts/crm/search";
import { searchRecords } from "@steward/services/crm";
import { can, router } from "../kernel/procedure.ts";

export const searchRouter = router({
  /** Records of every kind the caller may see, for the command palette. */
  all: can("crm.account.read")
    .input(searchRecordsInput)
    .query(({ ctx, input }) => searchRecords(ctx, input)),
});
