import { AppError, notFound, type Page, recordChanged } from "@steward/contracts";
import {
  type ApplyTagsInput,
  type CreateTagInput,
  type ListTagsInput,
  tagCreated,
  tagRemoved,
  tagRestored,
  tagUpdated,
  type UpdateTagInput,
} from "@steward/contracts/crm/tag";
import type { BadgeColour } from "@steward/contracts/kernel/colour";
import { isUniqueViolation, keysetPage } from "@steward/db";
import { account, contact, deal, lead, tag, tagging } from "@steward/db/schema";
import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import {
  type BulkResult,
  changesOf,
  containsText,
  emit,
  emitMany,
  requirePermission,
  type ServiceContext,
} from "../../kernel/index.ts";
import { requireReferences } from "../reference.ts";
import { addTags, removeTags } from "./tagging.ts";

/** A tag, and how many records carry it. */
export interface TagItem {
  id: string;
  name: string;
  colour: BadgeColour;
  useCount: number;
  version: number;
}

// Removed records keep their tags for the day they are restored, but nobody sees them meanwhile.
const useCount = sql<number>`(
  select count(*)::int from ${tagging} used
  left join ${account} a on a.tenant_id = used.tenant_id and a.id = used.account_id
  left join ${contact} c on c.tenant_id = used.tenant_id and c.id = used.contact_id
  left join ${deal} d on d.tenant_id = used.tenant_id and d.id = used.deal_id
  left join ${lead} l on l.tenant_id = used.tenant_id and l.id = used.lead_id
  where used.tag_id = ${tag}.id and coalesce(a.deleted_at, c.deleted_at, d.deleted_at, l.deleted_at) is null)`;

const columns = { id: tag.id, name: tag.name, colour: tag.colour, useCount, version: tag.version };

/** Tags with their use. */
export async function listTags(ctx: ServiceContext, input: ListTagsInput): Promise<Page<TagItem>> {
  const { search, filter, sort, limit, cursor } = input;
  return keysetPage({ sort, by: tag[sort.field], id: tag.id, limit, cursor }, (part) =>
    ctx.db
      .select({ ...columns, ...part.columns })
      .from(tag)
      .where(
        and(
          isNull(tag.deletedAt),
          containsText(search, tag.name),
          filter.colour?.length ? inArray(tag.colour, filter.colour) : undefined,
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

async function getTag(ctx: ServiceContext, id: string): Promise<TagItem> {
  const [row] = await ctx.db
    .select(columns)
    .from(tag)
    .where(and(eq(tag.id, id), isNull(tag.deletedAt)));
  if (!row) throw notFound("crm.tag");
  return row;
}

/** Adds a tag. Throws CONFLICT `tag.name_taken`, whatever the case of the letters. */
export async function createTag(ctx: ServiceContext, input: CreateTagInput): Promise<TagItem> {
  const [row] = await ctx.db.insert(tag).values(input).returning({ id: tag.id }).catch(explainName);
  if (!row) throw new AppError("INTERNAL", "tag.not_written");
  await emit(ctx, tagCreated, row.id, { name: input.name });
  return getTag(ctx, row.id);
}

/** Renames or recolours a tag everywhere at once. Throws NOT_FOUND, CONFLICT `tag.name_taken` | `record_changed`. */
export async function updateTag(ctx: ServiceContext, input: UpdateTagInput): Promise<TagItem> {
  const { id, version, ...fields } = input;
  const [before] = await ctx.db
    .select()
    .from(tag)
    .where(and(eq(tag.id, id), isNull(tag.deletedAt)))
    .for("update");
  if (!before) throw notFound("crm.tag");
  if (version !== undefined && version !== before.version) throw recordChanged("crm.tag");
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length > 0) {
    await ctx.db
      .update(tag)
      .set({ ...fields, version: before.version + 1 })
      .where(eq(tag.id, id))
      .catch(explainName);
    await emit(ctx, tagUpdated, id, { name: fields.name ?? before.name, changes });
  }
  return getTag(ctx, id);
}

/** Takes tags off every record; `restoreTags` puts them back where they were. NOT_FOUND when none is there. */
export async function deleteTags(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(tag)
    .set({ deletedAt: sql`now()`, version: sql`${tag.version} + 1` })
    .where(and(inArray(tag.id, [...ids]), isNull(tag.deletedAt)))
    .returning({ id: tag.id, name: tag.name });
  if (rows.length === 0) throw notFound("crm.tag");
  await emitMany(
    ctx,
    tagRemoved,
    rows.map(({ id, name }) => ({ entityId: id, payload: { name } })),
  );
  return { ids: rows.map((row) => row.id) };
}

/** Undoes a removal. NOT_FOUND when none was removed, CONFLICT `tag.name_taken` when a new tag has the name. */
export async function restoreTags(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(tag)
    .set({ deletedAt: null, version: sql`${tag.version} + 1` })
    .where(and(inArray(tag.id, [...ids]), isNotNull(tag.deletedAt)))
    .returning({ id: tag.id, name: tag.name })
    .catch(explainName);
  if (rows.length === 0) throw notFound("crm.tag");
  await emitMany(
    ctx,
    tagRestored,
    rows.map(({ id, name }) => ({ entityId: id, payload: { name } })),
  );
  return { ids: rows.map((row) => row.id) };
}

const records = { account, contact, deal, lead };

/**
 * Puts tags on many records of one kind and takes others off.
 * Throws FORBIDDEN without the right to write records of that kind, INVALID `reference_unknown`.
 */
export async function applyTags(ctx: ServiceContext, input: ApplyTagsInput): Promise<BulkResult<ApplyTagsInput>> {
  const { kind } = input;
  requirePermission(ctx, `crm.${kind}.write`);
  await requireReferences(ctx, { tagIds: input.add });
  const table = records[kind];
  const rows = await ctx.db
    .select({ id: table.id })
    .from(table)
    .where(and(inArray(table.id, input.ids), isNull(table.deletedAt)))
    .for("key share");
  const ids = rows.map((row) => row.id);
  const added = await addTags(ctx, kind, ids, input.add);
  const removed = await removeTags(ctx, kind, ids, input.remove);
  return {
    count: ids.length,
    undo: [
      ...added.map((change) => ({ kind, ids: change.ids, add: [], remove: [change.tagId] })),
      ...removed.map((change) => ({ kind, ids: change.ids, add: [change.tagId], remove: [] })),
    ],
  };
}

function explainName(error: unknown): never {
  if (isUniqueViolation(error)) throw new AppError("CONFLICT", "tag.name_taken");
  throw error;
}
