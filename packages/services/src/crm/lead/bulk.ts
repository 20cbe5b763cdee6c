import { notFound } from "@steward/contracts";
import {
  leadAssigned,
  leadRemoved,
  leadRestored,
  leadUpdated,
  type UpdateManyLeadsInput,
} from "@steward/contracts/crm/lead";
import { lead } from "@steward/db/schema";
import { and, asc, inArray, isNotNull, isNull, sql } from "drizzle-orm";
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
import { leadTitle } from "./lead.ts";

/**
 * Gives many leads an owner, a source or tags at once. Ids that are unknown or removed are left out, and so are
 * converted leads. Throws INVALID `reference_unknown`.
 */
export async function updateManyLeads(
  ctx: ServiceContext,
  input: UpdateManyLeadsInput,
): Promise<BulkResult<UpdateManyLeadsInput>> {
  const { ownerId, source } = input;
  await requireReferences(ctx, { ownerId, tagIds: input.addTagIds });
  const rows = await ctx.db
    .select({ ...titleColumns, ownerId: lead.ownerId, source: lead.source })
    .from(lead)
    .where(and(inArray(lead.id, input.ids), isNull(lead.deletedAt), isNull(lead.convertedAt)))
    .orderBy(asc(lead.id))
    .for("no key update");
  const ids = rows.map((row) => row.id);
  const undo: UpdateManyLeadsInput[] = [];
  const changed = rows
    .map((row) => ({ row, changes: changesOf(row, { ownerId, source }) }))
    .filter(({ changes }) => Object.keys(changes).length > 0);
  if (changed.length > 0) {
    const changedRows = changed.map(({ row }) => row);
    await ctx.db
      .update(lead)
      .set({ ownerId, source, version: sql`${lead.version} + 1` })
      .where(
        inArray(
          lead.id,
          changedRows.map(({ id }) => id),
        ),
      );
    await emitMany(
      ctx,
      leadUpdated,
      changed.map(({ row, changes }) => ({ entityId: row.id, payload: { changes } })),
    );
    const given = changed.filter(({ changes }) => changes.ownerId);
    await tellOwner(
      ctx,
      leadAssigned,
      ownerId,
      given.map(({ row }) => ({ id: row.id, name: leadTitle(row) })),
    );
    undo.push(...previousValues(changedRows, givenFields({ ownerId, source })));
  }
  undo.push(...(await changeTags(ctx, "lead", ids, input)));
  return { count: ids.length, undo };
}

/** Puts leads in the bin; `restoreLeads` brings them back. Throws NOT_FOUND where none of them is there. */
export async function removeLeads(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(lead)
    .set({ deletedAt: sql`now()`, version: sql`${lead.version} + 1` })
    .where(and(inArray(lead.id, [...ids]), isNull(lead.deletedAt)))
    .returning(titleColumns);
  if (rows.length === 0) throw notFound("crm.lead");
  await emitMany(
    ctx,
    leadRemoved,
    rows.map((row) => ({ entityId: row.id, payload: { name: leadTitle(row) } })),
  );
  return { ids: rows.map(({ id }) => id) };
}

/** Throws NOT_FOUND where none of them was removed. */
export async function restoreLeads(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(lead)
    .set({ deletedAt: null, version: sql`${lead.version} + 1` })
    .where(and(inArray(lead.id, [...ids]), isNotNull(lead.deletedAt)))
    .returning(titleColumns);
  if (rows.length === 0) throw notFound("crm.lead");
  await emitMany(
    ctx,
    leadRestored,
    rows.map((row) => ({ entityId: row.id, payload: { name: leadTitle(row) } })),
  );
  return { ids: rows.map(({ id }) => id) };
}

const titleColumns = { id: lead.id, name: lead.name, company: lead.company, email: lead.email };
