import { referenceUnknown } from "@steward/contracts";
import { account, contact, deal, lead, product, salesperson, tag } from "@steward/db/schema";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";

type Id = string | null | undefined;

/** The members of an input that name other records, by the path the form knows them under. */
export interface References {
  accountId?: Id;
  parentId?: Id;
  contactId?: Id;
  dealId?: Id;
  leadId?: Id;
  productId?: Id;
  ownerId?: Id;
  tagIds?: readonly string[] | undefined;
}

const soft = { accountId: account, parentId: account, contactId: contact, dealId: deal, leadId: lead };

/**
 * Makes sure that what an input refers to is there: neither unknown, nor another organisation's, nor removed, nor merged
 * away in this very moment (the key lock waits for a merge under way and then finds the row gone).
 * Throws INVALID `reference_unknown` under the member's path. For mutations only.
 */
export async function requireReferences(ctx: ServiceContext, references: References): Promise<void> {
  const checks: Promise<void>[] = [];
  for (const path of Object.keys(soft) as (keyof typeof soft)[]) {
    const id = references[path];
    if (!id) continue;
    const table = soft[path];
    const query = ctx.db.select({ id: table.id }).from(table);
    const found = query.where(and(eq(table.id, id), isNull(table.deletedAt))).for("key share");
    checks.push(found.then((rows) => expectRows(rows, 1, path)));
  }
  if (references.productId) {
    const query = ctx.db.select({ id: product.id }).from(product);
    checks.push(query.where(eq(product.id, references.productId)).then((rows) => expectRows(rows, 1, "productId")));
  }
  if (references.ownerId) {
    const query = ctx.db.select({ id: salesperson.id }).from(salesperson);
    checks.push(query.where(eq(salesperson.id, references.ownerId)).then((rows) => expectRows(rows, 1, "ownerId")));
  }
  if (references.tagIds?.length) {
    const wanted = [...new Set(references.tagIds)];
    const query = ctx.db
      .select({ id: tag.id })
      .from(tag)
      .where(and(inArray(tag.id, wanted), isNull(tag.deletedAt)));
    checks.push(query.then((rows) => expectRows(rows, wanted.length, "tagIds")));
  }
  await Promise.all(checks);
}

function expectRows(rows: readonly unknown[], wanted: number, path: string): void {
  if (rows.length !== wanted) throw referenceUnknown(path);
}
