import { AppError, notFound, recordChanged } from "@steward/contracts";
import {
  type CreateProductInput,
  productCreated,
  productRestored,
  productRetired,
  productUpdated,
  type UpdateProductInput,
} from "@steward/contracts/crm/product";
import { databaseFailure, isUniqueViolation } from "@steward/db";
import { product } from "@steward/db/schema";
import { and, eq, inArray, sql } from "drizzle-orm";
import { changesOf, emit, emitMany, type ServiceContext } from "../../kernel/index.ts";
import { type Product, productColumns } from "./queries.ts";
import { productSearchText } from "./words.ts";

/** Adds a product. Throws CONFLICT `product.name_taken` | `product.sku_taken`. */
export async function createProduct(ctx: ServiceContext, input: CreateProductInput): Promise<Product> {
  const [row] = await ctx.db
    .insert(product)
    .values({ ...input, currency: input.currency ?? ctx.tenant.currency, searchText: productSearchText(input) })
    .returning(productColumns)
    .catch(explainTaken);
  if (!row) throw new AppError("INTERNAL", "product.not_written");
  await emit(ctx, productCreated, row.id, { name: row.name });
  return row;
}

/**
 * Changes the given members; amounts of deals stay as they are.
 * Throws NOT_FOUND, CONFLICT `record_changed` | `product.name_taken` | `product.sku_taken`.
 */
export async function updateProduct(ctx: ServiceContext, input: UpdateProductInput): Promise<Product> {
  const { id, version, ...fields } = input;
  const [before] = await ctx.db.select(productColumns).from(product).where(eq(product.id, id)).for("no key update");
  if (!before) throw notFound("crm.product");
  if (version !== undefined && version !== before.version) throw recordChanged("crm.product");
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length === 0) return before;
  const [row] = await ctx.db
    .update(product)
    .set({ ...fields, searchText: productSearchText({ ...before, ...fields }), version: before.version + 1 })
    .where(eq(product.id, id))
    .returning(productColumns)
    .catch(explainTaken);
  if (!row) throw notFound("crm.product");
  await emit(ctx, productUpdated, id, { changes });
  return row;
}

/** Takes products out of the offer; deals go on naming them. Throws NOT_FOUND where none of them is there. */
export async function retireProducts(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  return setActive(ctx, ids, false);
}

/** Offers retired products again. Throws NOT_FOUND where none of them is there. */
export async function restoreProducts(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  return setActive(ctx, ids, true);
}

async function setActive(ctx: ServiceContext, ids: readonly string[], active: boolean): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(product)
    .set({ active, version: sql`${product.version} + 1` })
    .where(and(inArray(product.id, [...ids]), eq(product.active, !active)))
    .returning({ id: product.id, name: product.name });
  if (rows.length === 0) throw notFound("crm.product");
  const facts = rows.map(({ id, name }) => ({ entityId: id, payload: { name } }));
  await emitMany(ctx, active ? productRestored : productRetired, facts);
  return { ids: rows.map(({ id }) => id) };
}

function explainTaken(error: unknown): never {
  if (!isUniqueViolation(error)) throw error;
  const bySku = databaseFailure(error)?.constraint === "crm_product_sku_key";
  throw new AppError("CONFLICT", bySku ? "product.sku_taken" : "product.name_taken");
}
