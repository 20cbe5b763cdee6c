import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, listInput } from "../kernel/list.ts";
import { currencySchema } from "../kernel/money.ts";
import { definePermissions, office } from "../kernel/permission.ts";
import { lineSchema, nameSchema, textSchema } from "../kernel/text.ts";
import { dealAmountSchema } from "./amount.ts";
import { changesSchema, versionSchema } from "./record.ts";

export const productPermissions = definePermissions("crm.product", {
  read: { description: "See products and their prices", roles: office },
  write: { description: "Add, price and retire products", roles: office },
  export: { description: "Export products", roles: office },
});

export const productSortFields = ["name", "unitAmountMinor"] as const;

export const productFilter = z.object({
  active: z.boolean(),
  family: z.array(z.string().max(200)).max(50),
});

export const listProductsInput = listInput(productSortFields, productFilter);
export type ListProductsInput = z.infer<typeof listProductsInput>;

export const countProductsInput = listProductsInput.pick({ search: true, filter: true });
export type CountProductsInput = z.infer<typeof countProductsInput>;
export const exportProductsInput = listProductsInput.extend({ limit: z.number().int().min(1).max(2000).default(1000) });
export type ExportProductsInput = z.infer<typeof exportProductsInput>;

const productFields = {
  name: nameSchema("Name the product"),
  /** Stock keeping unit. */
  sku: lineSchema(64),
  family: lineSchema(),
  description: textSchema(),
  /** List price of one unit. */
  unitAmountMinor: dealAmountSchema,
  /** Left out: the organisation's currency. */
  currency: currencySchema,
};

export const createProductInput = z.object(productFields).partial().required({ name: true });
export type CreateProductInput = z.infer<typeof createProductInput>;

export const updateProductInput = z.object(productFields).partial().extend({ id: idSchema, version: versionSchema });
export type UpdateProductInput = z.infer<typeof updateProductInput>;

export const productCreated = defineEvent("crm.product.created", z.object({ name: z.string() }));
export const productUpdated = defineEvent("crm.product.updated", z.object({ changes: changesSchema }));
export const productRetired = defineEvent("crm.product.retired", z.object({ name: z.string() }));
export const productRestored = defineEvent("crm.product.restored", z.object({ name: z.string() }));
