import { contactUpdated, type UpdateManyContactsInput } from "@steward/contracts/crm/contact";
import { contact } from "@steward/db/schema";
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

/**
 * Gives many contacts an owner, an account or tags at once. Ids that are unknown or removed are left out.
 * Throws INVALID `reference_unknown`.
 */
export async function updateManyContacts(
  ctx: ServiceContext,
  input: UpdateManyContactsInput,
): Promise<BulkResult<UpdateManyContactsInput>> {
  const { ownerId, accountId } = input;
  await requireReferences(ctx, { ownerId, accountId, tagIds: input.addTagIds });
  const rows = await ctx.db
    .select({ id: contact.id, ownerId: contact.ownerId, accountId: contact.accountId })
    .from(contact)
    .where(and(inArray(contact.id, input.ids), isNull(contact.deletedAt)))
    .orderBy(contact.id)
    .for("update");
  const ids = rows.map((row) => row.id);
  const undo: UpdateManyContactsInput[] = [];
  const changed = rows
    .map((row) => ({ row, changes: changesOf(row, { ownerId, accountId }) }))
    .filter(({ changes }) => Object.keys(changes).length > 0);
  if (changed.length > 0) {
    const changedRows = changed.map(({ row }) => row);
    await ctx.db
      .update(contact)
      .set({ ownerId, accountId, version: sql`${contact.version} + 1` })
      .where(
        inArray(
          contact.id,
          changedRows.map((row) => row.id),
        ),
      );
    await emitMany(
      ctx,
      contactUpdated,
      changed.map(({ row, changes }) => ({ entityId: row.id, payload: { changes } })),
    );
    undo.push(...previousValues(changedRows, givenFields({ ownerId, accountId })));
  }
  undo.push(...(await changeTags(ctx, "contact", ids, input)));
  return { count: ids.length, undo };
}
