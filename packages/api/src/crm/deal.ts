import { idInput, idsInput } from "@steward/contracts";
import {
  countDealsInput,
  createDealInput,
  dealBoardColumnInput,
  dealBoardInput,
  exportDealsInput,
  listDealsInput,
  loseDealInput,
  moveDealInput,
  reopenDealInput,
  updateDealInput,
  updateManyDealsInput,
  winDealInput,
} from "@steward/contracts/crm/deal";
import {
  countDeals,
  createDeal,
  exportDeals,
  getBoardColumn,
  getDeal,
  getDealBoard,
  getRecordHistory,
  listDeals,
  loseDeal,
  moveDeal,
  removeDeals,
  reopenDeal,
  restoreDeals,
  totalDeals,
  updateDeal,
  updateManyDeals,
  winDeal,
} from "@steward/services/crm";
import { can, router } from "../kernel/procedure.ts";

/** What is being sold: as a list, as a board, and through its stages to the end. */
export const dealRouter = router({
  list: can("crm.deal.read")
    .input(listDealsInput)
    .query(({ ctx, input }) => listDeals(ctx, input)),

  count: can("crm.deal.read")
    .input(countDealsInput)
    .query(({ ctx, input }) => countDeals(ctx, input)),

  totals: can("crm.deal.read")
    .input(countDealsInput)
    .query(({ ctx, input }) => totalDeals(ctx, input)),

  byId: can("crm.deal.read")
    .input(idInput)
    .query(({ ctx, input }) => getDeal(ctx, input.id)),

  board: router({
    columns: can("crm.deal.read")
      .input(dealBoardInput)
      .query(({ ctx, input }) => getDealBoard(ctx, input)),

    more: can("crm.deal.read")
      .input(dealBoardColumnInput)
      .query(({ ctx, input }) => getBoardColumn(ctx, input)),
  }),

  history: can("crm.deal.read")
    .input(idInput)
    .query(({ ctx, input }) => getRecordHistory(ctx, "crm.deal", input.id)),

  create: can("crm.deal.write")
    .input(createDealInput)
    .mutation(({ ctx, input }) => createDeal(ctx, input)),

  update: can("crm.deal.write")
    .input(updateDealInput)
    .mutation(({ ctx, input }) => updateDeal(ctx, input)),

  updateMany: can("crm.deal.write")
    .input(updateManyDealsInput)
    .mutation(({ ctx, input }) => updateManyDeals(ctx, input)),

  move: can("crm.deal.write")
    .input(moveDealInput)
    .mutation(({ ctx, input }) => moveDeal(ctx, input)),

  win: can("crm.deal.write")
    .input(winDealInput)
    .mutation(({ ctx, input }) => winDeal(ctx, input)),

  lose: can("crm.deal.write")
    .input(loseDealInput)
    .mutation(({ ctx, input }) => loseDeal(ctx, input)),

  reopen: can("crm.deal.write")
    .input(reopenDealInput)
    .mutation(({ ctx, input }) => reopenDeal(ctx, input)),

  remove: can("crm.deal.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => removeDeals(ctx, input.ids)),

  restore: can("crm.deal.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => restoreDeals(ctx, input.ids)),

  export: can("crm.deal.export")
    .input(exportDealsInput)
    .query(({ ctx, input }) => exportDeals(ctx, input)),
});
