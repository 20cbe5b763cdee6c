import { idInput, idsInput } from "@steward/contracts";
import {
  accountTimelineInput,
  countAccountsInput,
  createAccountInput,
  exportAccountsInput,
  findDuplicateAccountsInput,
  listAccountsInput,
  mergeAccountsInput,
  previewMergeInput,
  undoMergeInput,
  updateAccountInput,
  updateManyAccountsInput,
} from "@steward/contracts/crm/account";
import {
  countAccounts,
  createAccount,
  exportAccounts,
  findDuplicateAccounts,
  getAccount,
  getAccountTimeline,
  listAccounts,
  listIndustries,
  mergeAccounts,
  previewMerge,
  removeAccounts,
  restoreAccounts,
  undoMerge,
  updateAccount,
  updateManyAccounts,
} from "@steward/services/crm";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";

export const accountRouter = router({
  list: can("crm.account.read")
    .input(listAccountsInput)
    .query(({ ctx, input }) => listAccounts(ctx, input)),
  count: can("crm.account.read")
    .input(countAccountsInput)
    .query(({ ctx, input }) => countAccounts(ctx, input)),
  byId: can("crm.account.read")
    .input(idInput)
    .query(({ ctx, input }) => getAccount(ctx, input.id)),
  /** The industries in use, for filters and suggestions. */
  industries: can("crm.account.read")
    .input(z.void())
    .query(({ ctx }) => listIndustries(ctx)),
  /** Accounts that may be the same company as the one being typed or looked at. */
  duplicates: can("crm.account.read")
    .input(findDuplicateAccountsInput)
    .query(({ ctx, input }) => findDuplicateAccounts(ctx, input)),
  timeline: can("crm.activity.read")
    .input(accountTimelineInput)
    .query(({ ctx, input }) => getAccountTimeline(ctx, input)),
  /** A stretch of the CSV file; ask on with `nextCursor`. */
  export: can("crm.account.export")
    .input(exportAccountsInput)
    .query(({ ctx, input }) => exportAccounts(ctx, input)),

  create: can("crm.account.write")
    .input(createAccountInput)
    .mutation(({ ctx, input }) => createAccount(ctx, input)),
  update: can("crm.account.write")
    .input(updateAccountInput)
    .mutation(({ ctx, input }) => updateAccount(ctx, input)),
  /** Answers with the inputs that take it back. */
  updateMany: can("crm.account.write")
    .input(updateManyAccountsInput)
    .mutation(({ ctx, input }) => updateManyAccounts(ctx, input)),
  remove: can("crm.account.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => removeAccounts(ctx, input.ids)),
  restore: can("crm.account.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => restoreAccounts(ctx, input.ids)),

  /** The accounts of a merge to be, side by side, and what would move. */
  previewMerge: can("crm.account.merge")
    .input(previewMergeInput)
    .query(({ ctx, input }) => previewMerge(ctx, input)),
  merge: can("crm.account.merge")
    .input(mergeAccountsInput)
    .mutation(({ ctx, input }) => mergeAccounts(ctx, input)),
  undoMerge: can("crm.account.merge")
    .input(undoMergeInput)
    .mutation(({ ctx, input }) => undoMerge(ctx, input)),
});
