import { createProductInput } from "@steward/contracts/crm/product";
import { product } from "@steward/db/schema";
import { sql } from "drizzle-orm";
import { productSearchText } from "../../product/words.ts";
import { given, type KindRules, lowerText, requireName, sameCase } from "./kind-rules.ts";

const { shape } = createProductInput;

export const productRules: KindRules = {
  table: product,
  schemas: {
    name: shape.name,
    sku: shape.sku,
    family: shape.family,
    price: shape.unitAmountMinor,
    description: shape.description,
  },
  draft({ plan }, row) {
    const { values } = row;
    requireName(row);
    const priced = values.price !== undefined || values.currency !== undefined;
    const columns = given({
      name: values.name,
      sku: values.sku,
      family: values.family,
      description: values.description,
      unitAmountMinor: values.price,
      currency: priced ? (values.currency ?? plan.options.currency) : undefined,
    });
    return { columns };
  },
  defaults: ({ plan }) => ({ unitAmountMinor: 0, currency: plan.options.currency }),
  derived: (record) => ({ searchText: productSearchText(record as Parameters<typeof productSearchText>[0]) }),
  keys: {
    name: { keyOf: ({ name }) => lowerText(name), column: sql`lower(${product.name})` },
    sku: { keyOf: ({ sku }) => sameCase(sku), column: sql`${product.sku}` },
  },
  unique: ["name", "sku"],
};
