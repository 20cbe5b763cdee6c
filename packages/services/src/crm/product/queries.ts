import { notFound, type Page } from "@steward/contracts";
import type { CountProductsInput, ListProductsInput } from "@steward/contracts/crm/product";
import { keysetPage, searchFilter } from "@steward/db";
import { product } from "@steward/db/schema";
import { and, asc, count, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import type { Facet } from "../account/queries.ts";

/** Something that is sold. */
export interface Product {
  id: string;
  name: string;
  sku: string | null;
  family: string | null;
  description: string | null;
  /** List price of one unit. */
  unitAmountMinor: number;
  currency: string;
  /** False once it is retired: no longer offered, still named by its deals. */
  active: boolean;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

export const productColumns = {
  id: product.id,
  name: product.name,
  sku: product.sku,
  family: product.family,
  description: product.description,
  unitAmountMinor: product.unitAmountMinor,
  currency: product.currency,
  active: product.active,
  createdAt: product.createdAt,
  updatedAt: product.updatedAt,
  version: product.version,
};

const sortColumns = { name: product.name, unitAmountMinor: product.unitAmountMinor };

function whereProducts({ search, filter }: CountProductsInput): SQL | undefined {
  return and(
    searchFilter(product, search),
    filter.active === undefined ? undefined : eq(product.active, filter.active),
    filter.family?.length ? inArray(product.family, filter.family) : undefined,
  );
}

/** One page of products. */
export function listProducts(ctx: ServiceContext, input: ListProductsInput): Promise<Page<Product>> {
  const { sort, limit, cursor } = input;
  return keysetPage({ sort, by: sortColumns[sort.field], id: product.id, limit, cursor }, (part) =>
    ctx.db
      .select({ ...productColumns, ...part.columns })
      .from(product)
      .where(and(whereProducts(input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/** How many products the same search and filter find. */
export async function countProducts(ctx: ServiceContext, input: CountProductsInput): Promise<number> {
  const [row] = await ctx.db.select({ count: count() }).from(product).where(whereProducts(input));
  return row?.count ?? 0;
}

/** One product. Throws NOT_FOUND. */
export async function getProduct(ctx: ServiceContext, id: string): Promise<Product> {
  const [row] = await ctx.db.select(productColumns).from(product).where(eq(product.id, id));
  if (!row) throw notFound("crm.product");
  return row;
}

/** The product families in use, by name. */
export async function listProductFamilies(ctx: ServiceContext): Promise<Facet[]> {
  return ctx.db
    .select({ value: sql<string>`${product.family}`, count: count() })
    .from(product)
    .where(isNotNull(product.family))
    .groupBy(product.family)
    .orderBy(asc(product.family))
    .limit(500);
}
