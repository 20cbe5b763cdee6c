import { searchTextOf } from "@steward/db";

interface ProductWords {
  name?: string | null | undefined;
  sku?: string | null | undefined;
  family?: string | null | undefined;
}

/** What a product is found by. */
export function productSearchText(row: ProductWords): string {
  return searchTextOf([row.name, row.sku, row.family]);
}
