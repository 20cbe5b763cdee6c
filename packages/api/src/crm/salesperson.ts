import { idInput } from "@steward/contracts";
import {
  countSalespeopleInput,
  createSalespersonInput,
  listSalespeopleInput,
  updateSalespersonInput,
} from "@steward/contracts/crm/salesperson";
import {
  countSalespeople,
  createSalesperson,
  getOwnSalesperson,
  getSalesperson,
  listSalespeople,
  updateSalesperson,
} from "@steward/services/crm";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";

export const salespersonRouter = router({
  list: can("crm.salesperson.read")
    .input(listSalespeopleInput)
    .query(({ ctx, input }) => listSalespeople(ctx, input)),
  count: can("crm.salesperson.read")
    .input(countSalespeopleInput)
    .query(({ ctx, input }) => countSalespeople(ctx, input)),
  byId: can("crm.salesperson.read")
    .input(idInput)
    .query(({ ctx, input }) => getSalesperson(ctx, input.id)),
  /** Who the caller is as an owner of records; null as long as they own nothing. */
  own: can("crm.salesperson.read")
    .input(z.void())
    .query(({ ctx }) => getOwnSalesperson(ctx)),

  create: can("crm.salesperson.write")
    .input(createSalespersonInput)
    .mutation(({ ctx, input }) => createSalesperson(ctx, input)),
  update: can("crm.salesperson.write")
    .input(updateSalespersonInput)
    .mutation(({ ctx, input }) => updateSalesperson(ctx, input)),
});
