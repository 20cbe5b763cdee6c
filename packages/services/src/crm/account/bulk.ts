import { accountAssigned, accountUpdated, type UpdateManyAccountsInput } from "@steward/contracts/crm/account";
import { account } from "@steward/db/schema";
import { and, inArray, isNull, sql } from "drizzle-orm";
import {
  type BulkResult,
  changesOf,
  emitMany,
  givenFields,
  previousValues,
  type ServiceContext,
} from "../../kernel/index.ts";
import { requireReferences } from "../reference.ts";
import { changeTags } from "../tag/tagging.ts";
import { tellOwner } from "../tell-owner.ts";

/**
 * Gives many accounts an owner, an industry or tags at once. Ids that are unknown or removed are left out.
 * Throws INVALID `reference_unknown`.
 */
export async function updateManyAccounts(
  ctx: ServiceContext,
  input: UpdateManyAccountsInput,
): Promise<BulkResult<UpdateManyAccountsInput>> {
  const { ownerId, industry } = input;
  await requireReferences(ctx, { ownerId, tagIds: input.addTagIds });
  const rows = await ctx.db
    .select({ id: account.id, name: account.name, ownerId: account.ownerId, industry: account.industry })
    .from(account)
    .where(and(inArray(account.id, input.ids), isNull(account.deletedAt)))
    .orderBy(account.id)
    .for("update");
  const ids = rows.map((row) => row.id);
  const undo: UpdateManyAccountsInput[] = [];
  const changed = rows
    .map((row) => ({ row, changes: changesOf(row, { ownerId, industry }) }))
    .filter(({ changes }) => Object.keys(changes).length > 0);
  if (changed.length > 0) {
    const changedRows = changed.map(({ row }) => row);
    await ctx.db
      .update(account)
      .set({ ownerId, industry, version: sql`${account.version} + 1` })
      .where(
        inArray(
          account.id,
          changedRows.map((row) => row.id),
        ),
      );
    await emitMany(
      ctx,
      accountUpdated,
      changed.map(({ row, changes }) => ({ entityId: row.id, payload: { changes } })),
    );
    const given = changed.filter(({ changes }) => changes.ownerId).map(({ row }) => row);
    await tellOwner(ctx, accountAssigned, ownerId, given);
    undo.push(...previousValues(changedRows, givenFields({ ownerId, industry })));
  }
  undo.push(...(await changeTags(ctx, "account", ids, input)));
  return { count: ids.length, undo };
}
