import { idInput, idsInput } from "@steward/contracts";
import {
  countProductsInput,
  createProductInput,
  exportProductsInput,
  listProductsInput,
  updateProductInput,
} from "@steward/contracts/crm/product";
import {
  countProducts,
  createProduct,
  exportProducts,
  getProduct,
  listProductFamilies,
  listProducts,
  restoreProducts,
  retireProducts,
  updateProduct,
} from "@steward/services/crm";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";

/** What is sold, at its list price. */
export const productRouter = router({
  list: can("crm.product.read")
    .input(listProductsInput)
    .query(({ ctx, input }) => listProducts(ctx, input)),

  count: can("crm.product.read")
    .input(countProductsInput)
    .query(({ ctx, input }) => countProducts(ctx, input)),

  export: can("crm.product.export")
    .input(exportProductsInput)
    .query(({ ctx, input }) => exportProducts(ctx, input)),

  families: can("crm.product.read")
    .input(z.void())
    .query(({ ctx }) => listProductFamilies(ctx)),

  byId: can("crm.product.read")
    .input(idInput)
    .query(({ ctx, input }) => getProduct(ctx, input.id)),

  create: can("crm.product.write")
    .input(createProductInput)
    .mutation(({ ctx, input }) => createProduct(ctx, input)),

  update: can("crm.product.write")
    .input(updateProductInput)
    .mutation(({ ctx, input }) => updateProduct(ctx, input)),

  retire: can("crm.product.write")
    .input(idsInput)
    .mutation(({ ctx, input }) => retireProducts(ctx, input.ids)),

  restore: can("crm.product.write")
    .input(idsInput)
    .mutation(({ ctx, input }) => restoreProducts(ctx, input.ids)),
});
